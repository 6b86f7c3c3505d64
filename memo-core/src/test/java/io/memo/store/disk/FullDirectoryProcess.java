package io.memo.store.disk;

import io.memo.TierFigures.Put;
import io.memo.store.MovedTicker;
import io.memo.store.Ticker;
import io.memo.store.serial.Codecs;
import io.memo.store.tier.entry.Seal;
import io.memo.store.tier.method.Machine;
import io.memo.store.tier.method.MethodTiers.Computed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A process that keeps results in a directory that is too full, until it is killed, and says how many it has kept. */
final class FullDirectoryProcess {

    private FullDirectoryProcess() {}

    /** The directory, the limit in bytes. */
    public static void main(String[] arguments) throws Exception {
        DiskSettings settings = new DiskSettings(
                Path.of(arguments[0]), "app", Long.parseLong(arguments[1]), Duration.ofDays(30), 1 << 20);
        DiskTier disk = DiskTier.open(settings, Ticker.SYSTEM);
        try (Machine machine = new Machine(
                new MovedTicker(),
                Object.class,
                Codecs.ofTests(),
                List.of(Machine.tier(disk, Seal.checksum(), 1 << 20, Ticker.SYSTEM)))) {
            for (int i = 0; ; i++) {
                machine.offer(i, new Computed("result " + i, null, Instant.now(), null, 5_000_000, 100, null));
                if (i % 100 == 0) {
                    System.out.println("kept " + machine.put(Put.STORED));
                    Thread.sleep(10);
                }
            }
        }
    }
}
