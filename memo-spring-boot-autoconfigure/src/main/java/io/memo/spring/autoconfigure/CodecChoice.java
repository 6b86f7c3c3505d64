package io.memo.spring.autoconfigure;

import io.memo.store.fory.ForyCodec;
import io.memo.store.serial.StrictSerialization;
import io.memo.store.tier.MemoCodec;
import io.memo.store.tier.ResultCodec;
import io.memo.store.trust.StorableClasses;
import java.lang.reflect.Type;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.ClassUtils;

/** The codecs of memo: what turns results into bytes, unless a bean does. */
public enum CodecChoice {
    /** Java serialization, made strict; needs nothing but the JDK. */
    JAVA,
    /** Apache Fory, which has to be on the class path. */
    FORY;

    /**
     * Returns the codec. One whose library has another version than memo works with says so when it is asked about a method.
     *
     * @param classes which classes may be stored; their loader sees Fory, if anybody does
     * @param maxBytes the most bytes that a result may have
     * @throws InvalidConfigurationPropertyValueException if this is Fory and it is not there
     */
    MemoCodec codec(StorableClasses classes, int maxBytes) {
        if (this == JAVA) {
            return new StrictSerialization(classes, maxBytes);
        }
        if (!ClassUtils.isPresent("org.apache.fory.Fory", classes.loader())) {
            throw new InvalidConfigurationPropertyValueException(
                    "memo.codec",
                    "fory",
                    "Apache Fory is not on the class path: add the dependency org.apache.fory:fory-core, or leave the"
                            + " property out for Java serialization.");
        }
        try {
            return new ForyCodec(classes, maxBytes);
        } catch (LinkageError e) {
            return new UnusableCodec(e);
        }
    }

    /** Its methods are memoized in memory. */
    private record UnusableCodec(LinkageError reason) implements MemoCodec {

        @Override
        public String id() {
            return "unusable";
        }

        @Override
        public ResultCodec forResults(Type returnType) {
            throw reason;
        }
    }
}
