package io.memo.spring.metrics;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observation that memo makes, and its key values. */
public enum ComputationDocumentation implements ObservationDocumentation {
    /** A run of a memoized method, on a miss. */
    COMPUTATION {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultComputationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return Key.values();
        }
    };

    /** The keys, all of low cardinality. */
    public enum Key implements KeyName {
        /** The name of the memoized method. */
        NAME("name"),
        /** What became of the run: stored, discarded, direct, failed; none while it lasts. */
        OUTCOME("outcome"),
        /** The simple name of the type of what the method threw, or none. */
        EXCEPTION("exception");

        private final String key;

        Key(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }
}
