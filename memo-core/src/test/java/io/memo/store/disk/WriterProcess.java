package io.memo.store.disk;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.store.Ticker;
import io.memo.store.tier.NotNowException;
import io.memo.store.tier.TierKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A process that writes, reads and sweeps until it is killed or its time is over. Says of every entry that it wrote so on its
 * output, after writing it. What an entry holds can be told from its number, so that every process knows a wrong one.
 */
final class WriterProcess {

    private WriterProcess() {}

    /** The directory, where its numbers start, how many numbers there are, the limit in bytes, how many seconds. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int first = Integer.parseInt(arguments[1]);
        int numbers = Integer.parseInt(arguments[2]);
        DiskTier tier = open(directory, Long.parseLong(arguments[3]));
        long end = System.nanoTime()
                + Duration.ofSeconds(Long.parseLong(arguments[4])).toNanos();
        Random random = new Random(first);
        long reads = 0;
        System.out.println("ready");
        for (int i = 0; System.nanoTime() < end; i++) {
            int number = first + i % numbers;
            if (put(tier, number)) {
                System.out.println("wrote " + number + ".");
            }
            tier.upkeep();
            int other = random.nextInt(first + numbers);
            byte[] found = tier.get(key(other));
            reads++;
            if (found != null && !isWhole(other, found)) {
                System.out.println("wrong " + other + ".");
            }
        }
        System.out.println("done " + reads);
    }

    /** Returns whether the entry is there: a writer that is ahead of the sweep has to wait for it. */
    private static boolean put(DiskTier tier, int number) throws Exception {
        try {
            tier.put(key(number), content(number), null);
            return true;
        } catch (NotNowException e) {
            return false;
        }
    }

    static DiskTier open(Path directory, long maxBytes) throws Exception {
        return DiskTier.open(new DiskSettings(directory, "app", maxBytes, Duration.ofDays(1), 1 << 20), Ticker.SYSTEM);
    }

    static TierKey key(int number) {
        Digest digest = new FramedSink().putInt(number).digest();
        return new TierKey("m", digest, digest);
    }

    /** Returns some 100 bytes to some 60 KB. */
    static byte[] content(int number) {
        byte[] content = new byte[100 + (number % 7 == 0 ? 60_000 : number % 1_000)];
        new Random(number).nextBytes(content);
        return content;
    }

    static boolean isWhole(int number, byte @Nullable [] found) {
        return Arrays.equals(content(number), found);
    }
}
