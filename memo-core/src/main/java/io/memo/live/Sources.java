package io.memo.live;

import java.util.List;
import java.util.Optional;

/** Chooses who listens. */
final class Sources {

    private Sources() {}

    static Optional<CodeReplacements> find(LiveCode choice, List<ClassLoader> loaders) {
        return switch (choice) {
            case AUTO -> AgentReplacements.find();
            case AGENT -> AgentReplacements.find();
            case OFF -> Optional.empty();
        };
    }
}
