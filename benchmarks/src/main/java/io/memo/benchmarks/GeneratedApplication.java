package io.memo.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An application of 240 modules of 21 classes each: services, rates and rules behind interfaces, records, enums, entities. The
 * modules lie in {@value #LAYERS} layers; the service of a module calls those of two modules of the layer below.
 *
 * <p>It is compiled and packed by processes of its own, so that a measurement of the first use of memo finds a JVM that has
 * done nothing else yet.
 */
final class GeneratedApplication {

    private static final int MODULES = 240;
    private static final int LAYERS = 3;
    private static final int PER_LAYER = MODULES / LAYERS;

    private GeneratedApplication() {}

    /** Returns the name of the service class of the module; {@code price(long)} is its public method. */
    static String service(int module) {
        return "shop." + name(module) + ".PriceService";
    }

    /** Compiles the application below the folder and returns its jar. */
    static Path jarIn(Path folder) {
        try {
            String template = template();
            List<String> sources = new ArrayList<>();
            for (int module = 0; module < MODULES; module++) {
                Path source = folder.resolve(name(module)).resolve("PriceService.java");
                Files.createDirectories(source.getParent());
                Files.writeString(source, source(template, module));
                sources.add(source.toString());
            }
            Path list = Files.write(folder.resolve("sources"), sources);
            Path classes = folder.resolve("classes");
            Path jar = folder.resolve("shop.jar");
            run("javac", "-g", "-proc:none", "-nowarn", "-d", classes.toString(), "@" + list);
            run("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String source(String template, int module) {
        int below = (module / PER_LAYER + 1) * PER_LAYER;
        int left = below >= MODULES ? module : below + module * 2 % PER_LAYER;
        int right = below >= MODULES ? module : below + (module * 2 + 1) % PER_LAYER;
        return template.replace("@OWN", name(module))
                .replace("@LEFT", name(left))
                .replace("@RIGHT", name(right))
                .replace("@NUMBER", String.valueOf(module + 10));
    }

    private static String name(int module) {
        return "module" + module;
    }

    private static String template() throws IOException {
        try (InputStream text = GeneratedApplication.class.getResourceAsStream("module.txt")) {
            if (text == null) {
                throw new IllegalStateException("module.txt is not beside " + GeneratedApplication.class);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void run(String tool, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        try {
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("%s ended with %d: %s".formatted(tool, exit, command));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(tool + " was interrupted", e);
        }
    }
}
