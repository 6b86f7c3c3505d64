package io.memo.benchmarks.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What is replayed.
 *
 * @param repository the folder of a git repository
 * @param sources folders of Java sources in it; those that a commit does not have are left out
 * @param classPath the libraries that all commits are compiled against
 * @param packages the application's packages
 * @param methods which methods are fingerprinted
 * @param release the {@code --release} that javac gets
 * @param head the newest commit
 * @param commits how many of the commits that touch the sources, first parents only, are compared with the one before
 * @param every one of so many methods is looked at
 * @param folder where compiled commits are kept, so that a second replay compiles nothing
 */
record Project(
        Path repository,
        List<String> sources,
        List<Path> classPath,
        Set<String> packages,
        Roots.Kind methods,
        int release,
        String head,
        int commits,
        int every,
        Path folder) {

    Project {
        sources = List.copyOf(sources);
        classPath = List.copyOf(classPath);
        packages = Set.copyOf(packages);
    }
}
