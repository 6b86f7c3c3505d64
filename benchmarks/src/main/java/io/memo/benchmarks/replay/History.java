package io.memo.benchmarks.replay;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The commits of a project, and their class files. */
final class History implements AutoCloseable {

    private final Project project;
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);

    History(Project project) {
        this.project = project;
    }

    /** Returns the names of the commits, the oldest first: one more than are compared, or all that there are. */
    List<String> commits() {
        List<String> command = new ArrayList<>(List.of(
                "log",
                "--first-parent",
                "--format=%H",
                "-n",
                String.valueOf(project.commits() + 1),
                project.head(),
                "--"));
        command.addAll(project.sources());
        List<String> newestFirst =
                new String(git(command), StandardCharsets.UTF_8).lines().toList();
        List<String> oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    /**
     * Returns the folder of the class files of a commit, compiled if it is not there yet. javac leaves out what it calls debug
     * information, for no analysis may depend on it.
     *
     * @throws IllegalStateException the commit does not compile; the message holds what javac said
     */
    Path classesOf(String commit) throws IOException {
        Path classes = project.folder().resolve(commit);
        if (Files.isDirectory(classes)) {
            return classes;
        }
        Map<String, byte[]> sources = sourcesOf(commit);
        Path folder = Files.createTempDirectory(Files.createDirectories(project.folder()), "sources");
        List<Path> units = new ArrayList<>();
        for (Map.Entry<String, byte[]> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, source.getValue());
            units.add(file);
        }
        Path unfinished = Files.createTempDirectory(project.folder(), "classes");
        compile(commit, units, unfinished);
        return Files.move(unfinished, classes);
    }

    private void compile(String commit, List<Path> units, Path target) {
        String classPath = String.join(
                File.pathSeparator,
                project.classPath().stream().map(Path::toString).toList());
        List<String> options = List.of(
                "-g:none",
                "-nowarn",
                "-proc:none",
                "--release",
                String.valueOf(project.release()),
                "-cp",
                classPath,
                "-d",
                target.toString());
        StringWriter said = new StringWriter();
        boolean done = compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(units))
                .call();
        if (!done) {
            throw new IllegalStateException(commit + " does not compile: " + said);
        }
    }

    private Map<String, byte[]> sourcesOf(String commit) throws IOException {
        List<String> present = new ArrayList<>();
        for (String folder : project.sources()) {
            if (git(List.of("ls-tree", "--name-only", commit, "--", folder)).length > 0) {
                present.add(folder);
            }
        }
        List<String> command = new ArrayList<>(List.of("archive", "--format=zip", commit, "--"));
        command.addAll(present);
        Map<String, byte[]> sources = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(git(command)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".java") && !entry.getName().endsWith("module-info.java")) {
                    sources.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return sources;
    }

    private byte[] git(List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of("git", "-C", project.repository().toString()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (InputStream out = process.getInputStream()) {
                byte[] answer = out.readAllBytes();
                if (process.waitFor() != 0) {
                    throw new IllegalStateException(command + " failed");
                }
                return answer;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
