package io.memo.store.shared;

import io.memo.ValuePart;
import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.key.DurableKey;
import io.memo.store.MovedTicker;
import io.memo.store.serial.Codecs;
import io.memo.store.shared.SharedServer.Line;
import io.memo.store.tier.MemoCodec;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.entry.EntryFormat;
import io.memo.store.tier.entry.Seal;
import io.memo.store.tier.guard.AtOnce;
import io.memo.store.tier.guard.Breaker;
import io.memo.store.tier.guard.Tier;
import io.memo.store.tier.guard.TierWriter;
import io.memo.store.tier.method.Machine;
import io.memo.store.tier.method.MethodTiers;
import io.memo.store.tier.method.MethodTiers.Computed;
import io.memo.store.tier.method.MethodTiers.Found;
import io.memo.store.tier.method.RestoredResult;
import io.memo.store.tier.method.Tiers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Two machines that persist and share the results of a method, the store between them, and somebody who can write to it without the
 * secret. The classes are those of memo, from {@link MethodTiers} down; threads, disks, the store and the time are the model's.
 *
 * <p>Data has a version; each clear follows a change of it. What a call returns is the version that it was computed of, so it can be
 * judged: by the clears that the machine knows of, as {@code docs/shared.md} says.
 */
final class ClearsModel {

    /** What happens. The store's snapshot is the one from before the last clear. */
    enum Action {
        CALL_A,
        CALL_B,
        CLEAR_A,
        CLEAR_B,
        LOOK_A,
        LOOK_B,
        KILL_A,
        KILL_B,
        CUT_OR_JOIN_A,
        EMPTY_STORE,
        RESTORE_SNAPSHOT,
        COPY_ENTRIES;

        boolean isCall() {
            return this == CALL_A || this == CALL_B;
        }
    }

    private static final String METHOD = "m";
    private static final Digest CALL = new FramedSink().putString("call").digest();
    private static final Seal SIGNED =
            Seal.signature(List.of("the secret of the model".getBytes(StandardCharsets.UTF_8)));
    private static final int SIGNATURE_BYTES = 32;
    private static final MemoCodec CODEC = Codecs.ofTests();
    private static final StructuralHasher HASHER = StructuralHasher.builder().build();
    private static final Origin ORIGIN = new Origin(METHOD, ValuePart.RETURN_VALUE, "result");
    private static final TierWriter WRITER = AtOnce.writer();

    private final MovedTicker ticker = new MovedTicker();
    private final SharedServer server = new SharedServer();
    private final Process a;
    private final Process b;
    private final EpochsOfModel epochs = new EpochsOfModel();

    private int version;
    /** The latest clear that the store was told of, and the latest before which nothing in it or on a disk counts. */
    private int told;

    private int lost;
    private @Nullable Snapshot snapshot;

    private record Snapshot(SharedServer.Copy copy, int told, int lost) {}

    ClearsModel(boolean diskOfB) {
        a = new Process(true);
        b = new Process(diskOfB);
        a.look();
        b.look();
    }

    /** Returns whether that can happen now and changes anything. */
    boolean can(Action action) {
        return switch (action) {
            case RESTORE_SNAPSHOT -> snapshot != null;
            case COPY_ENTRIES, EMPTY_STORE ->
                !server.keys().isEmpty()
                        || (action == Action.EMPTY_STORE && !server.epochs().isEmpty());
            default -> true;
        };
    }

    /** Returns false if that would leave all as it is, but for the time. */
    boolean changes(Action action) {
        return switch (action) {
            case CALL_A -> a.memory == null;
            case CALL_B -> b.memory == null;
            default -> true;
        };
    }

    /** @throws AssertionError if a call returns what was cleared, as far as its machine knows */
    void step(Action action) {
        ticker.advance(Duration.ofSeconds(1));
        server.ticker.advance(Duration.ofSeconds(1));
        switch (action) {
            case CALL_A -> a.call();
            case CALL_B -> b.call();
            case CLEAR_A -> a.clear();
            case CLEAR_B -> b.clear();
            case LOOK_A -> a.look();
            case LOOK_B -> b.look();
            case KILL_A -> a.kill();
            case KILL_B -> b.kill();
            case CUT_OR_JOIN_A -> a.line.cut = !a.line.cut;
            case EMPTY_STORE -> {
                server.restartEmpty();
                told = 0;
                lost = version;
            }
            case RESTORE_SNAPSHOT -> {
                Snapshot old = java.util.Objects.requireNonNull(snapshot);
                server.restart(old.copy);
                told = old.told;
                lost = old.lost;
            }
            case COPY_ENTRIES -> server.copyEverywhere();
        }
    }

    /** A machine: its disk, and what runs on it now. */
    private final class Process {

        private final boolean persistent;
        private final MemoryDisk disk = new MemoryDisk();
        private final Map<String, ManualThread> threads = new HashMap<>();
        private Line line;
        private SharedTier shared;
        private MethodTiers method;
        private @Nullable Integer memory;

        /** Whether the last exchange with the store succeeded. */
        private boolean connected;

        /** The version at the last clear that the store did not hear of at once: what it had before is nothing to this process. */
        private int refused;

        private int knows;
        private int knowsLost;
        private int notedKnows;
        private int notedLost;
        private Map<String, String> known = Map.of();

        Process(boolean persistent) {
            this.persistent = persistent;
            this.line = server.line();
            this.shared = shared();
            this.method = method();
        }

        private SharedTier shared() {
            return new SharedTier(
                    line,
                    new SharedSettings("app", Duration.ofDays(7), Duration.ofHours(1), Duration.ZERO),
                    SIGNED.realms(),
                    disk,
                    ticker,
                    name -> threads.computeIfAbsent(name, unused -> new ManualThread()));
        }

        private MethodTiers method() {
            Tier far = new Tier(
                    shared,
                    new EntryFormat(SIGNED, 1 << 16),
                    ticker,
                    shared.reads(),
                    Breaker.ofWrites(ticker),
                    Duration.ZERO);
            List<Tier> near = List.of(Machine.tier(disk, Seal.checksum(), 1 << 16, ticker));
            try {
                MethodTiers made = new Tiers(() -> near, List.of(far), WRITER, "app", CODEC)
                        .forMethod(Integer.class, HASHER, ORIGIN, persistent, true, Duration.ZERO);
                made.onClear(what -> memory = null);
                return made;
            } catch (NotStorableException e) {
                throw new AssertionError(e);
            }
        }

        void call() {
            if (memory != null) {
                judge(memory, knows, "memory");
                return;
            }
            long before = method.clears();
            DurableKey key = new DurableKey(CALL, CALL);
            Found found = method.find(key);
            RestoredResult result = found.result();
            if (result != null) {
                memory = (Integer) result.value();
                judge(memory, Math.max(knows, knowsLost), result.tier());
                if (!connected) {
                    throw new AssertionError("from " + result.tier() + ", though it is not known what was cleared");
                }
            } else {
                memory = version;
                method.keep(
                        key,
                        new Computed(version, null, ticker.now(), null, 50_000_000, 0, null),
                        before,
                        found.turn(),
                        theirs -> memory = (Integer) theirs.value());
            }
            // Here, for the store may never be asked for it by that name.
            disk.entries.keySet().forEach(entry -> epochs.written(entry.digest().hex(), known));
        }

        private void judge(int value, int least, String where) {
            if (value < least) {
                throw new AssertionError("v%d from %s after the clear of v%d".formatted(value, where, least));
            }
        }

        void clear() {
            snapshot = new Snapshot(server.copy(), told, lost);
            version++;
            knows = version;
            method.clear();
            memory = null;
            if (connected) {
                exchanged();
            } else {
                // That the store does not know of it is noted in any case.
                notedKnows = knows;
            }
            if (!connected) {
                refused = version;
            }
        }

        void look() {
            List.copyOf(threads.values()).forEach(ManualThread::run);
            exchanged();
        }

        private void exchanged() {
            connected = !line.cut;
            if (connected) {
                knows = Math.max(knows, told);
                told = knows;
                knowsLost = Math.max(knowsLost, lost);
                lost = knowsLost;
                known = server.epochs();
                register();
                if (disk.used || !disk.notes.isEmpty()) {
                    notedKnows = knows;
                    notedLost = knowsLost;
                }
            } else {
                notedKnows = knows;
            }
        }

        private void register() {
            try {
                String epoch =
                        shared.epochs().epoch(METHOD, TierKey.groupOf(CALL)).hex();
                epochs.made(epoch, known);
            } catch (java.io.IOException e) {
                throw new AssertionError("connected, and knows no epoch", e);
            }
        }

        /** Without a word to anybody. */
        void kill() {
            boolean cut = line.cut;
            line.closed = true;
            threads.clear();
            line = server.line();
            line.cut = cut;
            memory = null;
            connected = false;
            refused = 0;
            knows = notedKnows;
            knowsLost = notedLost;
            known = Map.of();
            shared = shared();
            method = method();
        }

        private void describe(String name, List<String> lines) {
            lines.add(name + " memory" + value(memory) + " cut " + line.cut + " connected " + connected + " away "
                    + Machine.lastAttempts(shared.reads()) + " used " + disk.used + " refused" + bound(refused));
            lines.add(name + " knows" + bound(knows) + bound(knowsLost) + bound(notedKnows) + bound(notedLost));
            lines.add(name + " known " + EpochsOfModel.text(known));
            disk.notes.forEach((line, token) -> lines.add(name + " note "
                    + line.replaceAll(EpochsOfModel.TOKEN.pattern(), "").replaceAll("[0-9a-f-]{36}", "") + token));
            disk.entries.forEach((key, bytes) -> {
                String epoch = epochs.of(key.digest().hex());
                if (epochs.isLive(epoch)) {
                    lines.add(name + " file " + epoch + " " + value(bytes, Integer.BYTES));
                }
            });
        }
    }

    private static String value(@Nullable Integer version) {
        return version == null ? " none" : " v%03d".formatted(version);
    }

    private static String bound(int version) {
        return " w%03d".formatted(version);
    }

    private static String value(byte[] entry, int sealBytes) {
        return value(ByteBuffer.wrap(entry).getInt(entry.length - sealBytes - Integer.BYTES));
    }

    /** What a store holds: what lies under names that may be asked for again, and what somebody may copy to them. */
    private void describe(String store, Map<String, byte[]> entries, Map<String, String> tokens, List<String> lines) {
        lines.add(store + " " + EpochsOfModel.text(tokens));
        StringBuilder oldest = new StringBuilder();
        boolean forGood = false;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            byte[] bytes = entry.getValue();
            String inside = epochs.of(HexFormat.of().formatHex(bytes, 12, 12 + Digest.BYTES));
            String content = epochs.isLive(inside) ? inside + value(bytes, SIGNATURE_BYTES) : "useless";
            String name = epochs.ofName(entry.getKey());
            if (epochs.isLive(name)) {
                lines.add(store + " entry " + name + " has " + content);
            }
            if (!forGood && oldest.indexOf(content) < 0) {
                oldest.append(content).append(", ");
            }
            // It stays until the store is lost, and is the one that is copied.
            forGood |= !epochs.isLive(name);
        }
        lines.add(store + " oldest " + oldest + (forGood ? "for good" : ""));
    }

    /**
     * Returns what there is, so that two worlds with one description have one future. Of tokens only the order counts, of versions only which
     * values a clear is later than; of what was stored or asked for in epochs that never come again nothing does.
     *
     * <p>Left out are the last attempts to write: in eight steps too few fail to keep any off. It takes four, half of them failures, and each
     * failure takes a cut, a call, a join and a clear.
     */
    String description() {
        SharedServer old = new SharedServer();
        if (snapshot != null) {
            old.restart(snapshot.copy);
        }
        epochs.live(List.of(server.epochs(), old.epochs(), a.known, b.known, a.disk.notes, b.disk.notes));
        server.asked().forEach(epochs::ofName);
        List<String> lines = new ArrayList<>();
        a.describe("a", lines);
        b.describe("b", lines);
        // What is lost next is lost now: no bound may be left that tells what is older than that.
        lines.add("now" + bound(version));
        lines.add("told" + bound(told) + bound(lost));
        describe("store", server.contents(), server.epochs(), lines);
        server.asked().forEach(name -> {
            String epoch = epochs.ofName(name);
            lines.add("asked " + (epochs.isLive(epoch) ? epoch : "before"));
        });
        if (snapshot != null) {
            lines.add("snapshot told" + bound(snapshot.told) + bound(snapshot.lost));
            describe("snapshot", old.contents(), old.epochs(), lines);
        }
        String text = String.join("\n", lines);
        text = ModelText.versions(text);
        text = epochs.ranked(text);
        return String.join("\n", new TreeSet<>(List.of(text.split("\n"))));
    }
}
