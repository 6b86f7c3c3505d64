package io.memo.live;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Chooses who listens. */
final class Sources {

    private final Supplier<Optional<CodeReplacements>> agent;
    private final BooleanSupplier open;
    private final Supplier<Optional<CodeReplacements>> recorder;

    /**
     * @param open whether this JVM lets debuggers or agents for hot swap in
     * @param recorder asked only if it does and there is no agent
     */
    Sources(
            Supplier<Optional<CodeReplacements>> agent,
            BooleanSupplier open,
            Supplier<Optional<CodeReplacements>> recorder) {
        this.agent = agent;
        this.open = open;
        this.recorder = recorder;
    }

    static Optional<CodeReplacements> find(LiveCode choice, List<ClassLoader> loaders) {
        return new Sources(AgentReplacements::find, OpenJvm::isThisOne, () -> RecordedReplacements.find(loaders))
                .find(choice);
    }

    Optional<CodeReplacements> find(LiveCode choice) {
        return switch (choice) {
            case AUTO -> agent.get().or(() -> open.getAsBoolean() ? recorder.get() : Optional.empty());
            case AGENT -> agent.get();
            case OFF -> Optional.empty();
        };
    }
}
