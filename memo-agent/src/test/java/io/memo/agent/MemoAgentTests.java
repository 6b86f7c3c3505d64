package io.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.acceptance.AgentJar;
import io.memo.acceptance.ChildJvm;
import io.memo.acceptance.Compiler;
import io.memo.acceptance.Debugger;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In real JVMs, for all that is claimed here is about what a JVM does. */
@DisplayName("SPEC 6.7: the agent")
class MemoAgentTests {

    private static final String SUBJECT = "app.Subject";
    private static final String HEIR = "app.Heir";
    private static final String INITIALISER = "static { helper(); } static void helper() {}";

    @TempDir
    Path folder;

    private Path classes;
    private ChildJvm child;
    private int answers;

    @BeforeEach
    void compileTheApplication() {
        classes = folder.resolve("classes");
        Compiler.compile(classes, subject("version one", ""), heir("heir"));
    }

    @AfterEach
    void endTheOtherJvm() {
        if (child != null) {
            child.kill();
        }
    }

    @Nested
    class ListeningToAnInstrumentation {

        @Test
        @DisplayName("SPEC 6.7: code is told before it is installed, and counted once it is")
        void redefinitionIsToldFirstAndCountedAfterwards() {
            start("instrument=no");
            byte[] other = compiled("version two", "");
            ask("say " + SUBJECT);
            ask("listen");

            assertThat(ask("redefine " + SUBJECT + " " + file(other))).isEqualTo("redefined");

            assertThat(told()).containsExactly(SUBJECT + " " + Listener.crc(other) + " 0");
            assertThat(ask("count " + SUBJECT)).isEqualTo("1");
            assertThat(ask("say " + SUBJECT)).isEqualTo("version two");
        }

        @Test
        @DisplayName("SPEC 6.7: bytes are those that the compiler wrote, whatever others make of them")
        void bytesAreSeenBeforeOthersChangeThem() {
            start("instrument");
            byte[] other = compiled("version two", "");
            assertThat(ask("say " + SUBJECT)).isEqualTo("Version one");
            ask("listen");

            ask("redefine " + SUBJECT + " " + file(other));

            assertThat(ask("say " + SUBJECT)).isEqualTo("Version two");
            assertThat(told()).containsExactly(SUBJECT + " " + Listener.crc(other) + " 0");
        }

        @Test
        @DisplayName("SPEC 6.7: a retransformation is not told, though the JVM counts it")
        void retransformationIsNotTold() {
            start("instrument");
            ask("say " + SUBJECT);
            ask("listen");

            assertThat(ask("retransform " + SUBJECT)).isEqualTo("retransformed");

            assertThat(ask("count " + SUBJECT)).isEqualTo("1");
            assertThat(told()).isEmpty();
        }

        @Test
        void loadingIsNotTold() {
            start("instrument");
            ask("listen");

            assertThat(ask("say " + SUBJECT)).isEqualTo("Version one");

            assertThat(told()).isEmpty();
        }

        @Test
        void codeThatFailsVerificationIsToldAndNeverCounted() {
            start("instrument=no");
            ask("say " + SUBJECT);
            ask("listen");

            assertThat(ask("redefine " + SUBJECT + " " + file(unverifiable()))).isEqualTo("VerifyError");

            assertThat(told()).hasSize(1);
            assertThat(ask("count " + SUBJECT)).isEqualTo("0");
            assertThat(ask("say " + SUBJECT)).isEqualTo("version one");
        }

        @Test
        void codeOfAnotherShapeIsToldAndNeverCounted() {
            start("instrument=no");
            ask("say " + SUBJECT);
            ask("listen");

            String outcome = ask("redefine " + SUBJECT + " " + file(compiled("version two", INITIALISER)));

            assertThat(outcome).isEqualTo("UnsupportedOperationException");
            assertThat(told()).hasSize(1);
            assertThat(ask("count " + SUBJECT)).isEqualTo("0");
        }

        @Test
        void subclassIsCountedWithItsSuperclass() {
            start("instrument=no");
            ask("say " + HEIR);
            ask("listen");

            ask("redefine " + SUBJECT + " " + file(compiled("version two", "")));

            assertThat(ask("count " + HEIR)).isEqualTo("1");
            assertThat(told()).singleElement().asString().startsWith(SUBJECT + " ");
        }

        @Test
        void listenerThatThrowsHarmsNobody() {
            start("instrument=no");
            byte[] other = compiled("version two", "");
            ask("say " + SUBJECT);
            ask("fail");
            ask("listen");

            assertThat(ask("redefine " + SUBJECT + " " + file(other))).isEqualTo("redefined");

            assertThat(told()).containsExactly(SUBJECT + " " + Listener.crc(other) + " 0");
            assertThat(ask("say " + SUBJECT)).isEqualTo("version two");
        }

        @Test
        void closedListenerHearsNothing() {
            start("instrument=no");
            ask("say " + SUBJECT);
            ask("listen");
            ask("close");

            ask("redefine " + SUBJECT + " " + file(compiled("version two", "")));

            assertThat(ask("say " + SUBJECT)).isEqualTo("version two");
            assertThat(told()).isEmpty();
        }
    }

    @Nested
    class ListeningToADebugger {

        @Test
        @DisplayName("SPEC 6.7: HotSwap is told before the code is installed, and counted once it is")
        void hotSwapIsToldFirstAndCountedAfterwards() {
            start("instrument", Debugger.OPTION);
            byte[] other = compiled("version two", "");
            ask("say " + SUBJECT);
            ask("listen");

            try (Debugger debugger = Debugger.attach(child)) {
                debugger.redefine(SUBJECT, other);
            }

            assertThat(ask("count " + SUBJECT)).isEqualTo("1");
            assertThat(told()).containsExactly(SUBJECT + " " + Listener.crc(other) + " 0");
            assertThat(ask("say " + SUBJECT)).isEqualTo("Version two");
        }

        @Test
        void refusedHotSwapIsToldAndNeverCounted() {
            start("instrument=no", Debugger.OPTION);
            ask("say " + SUBJECT);
            ask("listen");

            try (Debugger debugger = Debugger.attach(child)) {
                byte[] other = compiled("version two", INITIALISER);
                assertThatThrownBy(() -> debugger.redefine(SUBJECT, other))
                        .isInstanceOf(UnsupportedOperationException.class);
            }

            assertThat(ask("count " + SUBJECT)).isEqualTo("0");
            assertThat(told()).hasSize(1);
        }
    }

    @Nested
    class Starting {

        @Test
        void nothingIsPrintedAndNothingHasToBeOpened() {
            start("instrument=no");

            assertThat(ask("running")).isEqualTo("true");
            assertThat(ask("count " + SUBJECT)).isEqualTo("0");
            assertThat(child.lines()).containsExactly("answer true", "answer 0");
        }

        @Test
        void agentThatWasGivenTwiceTellsOnce() {
            start("instrument=no", "-javaagent:" + agent());
            ask("say " + SUBJECT);
            ask("listen");

            ask("redefine " + SUBJECT + " " + file(compiled("version two", "")));

            assertThat(told()).hasSize(1);
        }

        @Test
        void withoutTheAgentNothingIsKnown() {
            child = ChildJvm.start("-cp", classPath(), Listener.class.getName());

            assertThat(ask("running")).isEqualTo("false");
            assertThat(ask("count " + SUBJECT)).isEqualTo("-1");
            assertThat(ask("listen")).isNotEmpty();
        }

        @Test
        void jarThatNamesItAsLauncherAgentStartsItWithoutAnOption() throws IOException {
            Manifest manifest = new Manifest(Files.newInputStream(
                    AgentJar.homeOf(MemoAgent.class).resolveSibling("classes").resolve("META-INF/MANIFEST.MF")));
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Listener.class.getName());
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, urls());
            child = ChildJvm.start(
                    "-jar",
                    AgentJar.pack(classes, manifest, folder.resolve("app.jar")).toString());

            assertThat(ask("running")).isEqualTo("true");
            assertThat(ask("count " + SUBJECT)).isEqualTo("0");
            assertThat(child.lines()).containsExactly("answer true", "answer 0");
        }
    }

    private void start(String other, String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add("-javaagent:" + AgentJar.naming(OtherAgent.class, folder.resolve("other.jar")) + "=" + other);
        arguments.add("-javaagent:" + agent());
        arguments.addAll(List.of("-Xshare:auto", "-cp", classPath(), Listener.class.getName()));
        child = ChildJvm.start(arguments.toArray(String[]::new));
    }

    private Path agent() {
        return AgentJar.of(MemoAgent.class, folder.resolve("memo-agent.jar"));
    }

    private String classPath() {
        return path().map(Path::toString)
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
    }

    private String urls() {
        return path().map(each -> each.toUri().toString())
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }

    private Stream<Path> path() {
        return Stream.of(AgentJar.homeOf(Listener.class), AgentJar.homeOf(MemoAgent.class), classes);
    }

    private String ask(String command) {
        child.send(command);
        return child.line("answer ", ++answers);
    }

    private List<String> told() {
        return child.lines().stream()
                .filter(line -> line.startsWith("told "))
                .map(line -> line.substring(5))
                .toList();
    }

    private byte[] compiled(String text, String more) {
        Path other = folder.resolve("other");
        Compiler.compile(other, subject(text, more));
        return read(other.resolve("app/Subject.class"));
    }

    /** The result is said to be an int, the code returns a string. */
    private byte[] unverifiable() {
        byte[] bytes = compiled("version two", "");
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == (byte) 0xb0) {
                bytes[i] = (byte) 0xac;
                return bytes;
            }
        }
        throw new AssertionError("No areturn");
    }

    private Path file(byte[] bytes) {
        try {
            return Files.write(folder.resolve("new.class"), bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String subject(String text, String more) {
        return "package app; public class Subject { public static String say() { return \"" + text + "\"; } " + more
                + " }";
    }

    private static String heir(String text) {
        return "package app; public class Heir extends Subject { public static String say() { return \"" + text
                + "\"; } }";
    }
}
