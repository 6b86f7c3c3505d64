package io.memo.agent;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.instrument.ClassDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** The program of the other JVM: prints what it is told, and does what the lines of its input say. */
public final class Listener {

    private static AutoCloseable listening = () -> {};

    private Listener() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ");
            try {
                answer(obey(words));
            } catch (Throwable e) {
                answer(e.getClass().getSimpleName());
            }
        }
    }

    private static Object obey(String[] words) throws Exception {
        return switch (words[0]) {
            case "running" -> MemoAgent.isRunning();
            case "listen" -> listening = MemoAgent.listen(Listener::told);
            case "fail" ->
                MemoAgent.listen((type, bytes) -> {
                    bytes[0] = 0;
                    throw new AssertionError("from a listener");
                });
            case "close" -> close();
            case "say" -> Class.forName(words[1]).getMethod("say").invoke(null);
            case "count" -> MemoAgent.redefinitions(Class.forName(words[1]));
            case "retransform" -> retransform(Class.forName(words[1]));
            case "redefine" -> redefine(Class.forName(words[1]), Path.of(words[2]));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private static String close() throws Exception {
        listening.close();
        return "closed";
    }

    private static String retransform(Class<?> type) throws Exception {
        OtherAgent.jvm.retransformClasses(type);
        return "retransformed";
    }

    private static String redefine(Class<?> type, Path file) throws Exception {
        OtherAgent.jvm.redefineClasses(new ClassDefinition(type, Files.readAllBytes(file)));
        return "redefined";
    }

    private static void told(Class<?> type, byte[] bytes) {
        System.out.println("told " + type.getName() + " " + crc(bytes) + " " + MemoAgent.redefinitions(type));
    }

    private static void answer(Object answer) {
        System.out.println("answer " + answer);
    }

    static String crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return Long.toHexString(crc.getValue());
    }
}
