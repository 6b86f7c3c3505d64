package io.memo.digest;

/** How bytes become a digest. */
public enum DigestAlgorithm {

    /**
     * SHA-256 (FIPS 180-4): 256 bits, the same in every process. For what leaves the process and for code.
     */
    SHA_256(32) {
        @Override
        public Hash newHash() {
            return new Sha256();
        }
    },

    /**
     * 128 bits under a secret that each process draws for itself, several times as fast, see {@link KeyedHash}. For what
     * stays in the process.
     */
    IN_PROCESS(16) {
        @Override
        public Hash newHash() {
            return new KeyedHash(Secret.OF_THIS_PROCESS);
        }
    };

    private final int size;

    DigestAlgorithm(int size) {
        this.size = size;
    }

    /** Returns how many bytes {@link Hash#digest(byte[], int)} writes. */
    public int size() {
        return size;
    }

    /** Returns a hash to put one encoding after the other through. */
    public abstract Hash newHash();
}
