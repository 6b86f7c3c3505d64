package io.memo.store.fory;

import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/** What Fory writes and reads: a result. It is the place where the memory of one reading is limited by its bytes. */
record Root(@Nullable Object result) {

    /** Fory has one limit for all that it reads; before anything is read, it takes from it what these bytes may not have. */
    static final class RootSerializer extends Serializer<Root> {

        private long reserved;

        RootSerializer(Config config) {
            super(config, Root.class);
        }

        /** Sets how much of the memory that one reading may have the next one has not. */
        void reserve(long bytes) {
            reserved = bytes;
        }

        @Override
        public void write(WriteContext context, Root root) {
            context.writeRef(root.result());
        }

        @Override
        public Root read(ReadContext context) {
            context.reserveGraphMemory(reserved);
            return new Root(context.readRef());
        }
    }
}
