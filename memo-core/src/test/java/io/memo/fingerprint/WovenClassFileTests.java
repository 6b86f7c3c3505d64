package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files that AspectJ's compiler wove aspects into, beside those that javac wrote. */
class WovenClassFileTests {

    /** One of so many edits is tried, before and after. */
    private static final int EACH = Integer.getInteger("memo.traps", 101);

    private static final String MEMBERS = """
            package app;
            import java.util.*;
            import java.util.function.*;
            class Base {
                protected long above(int x) { return x; }
                Object made() { return "b"; }
            }
            interface Shape {
                List<String> SEEN = new ArrayList<>();
                default String described(int x) { return own() + "d" + x; }
                static int times(int y) { return y + 1; }
                private int own() { return 3; }
            }
            enum Color { RED, GREEN { @Override int weight() { return 3; } }; int weight() { return ordinal(); } }
            record Point(int x, long y) {
                Point { if (x < 0) { throw new IllegalArgumentException(); } }
                long sum() { return x + y; }
            }
            class Svc extends Base implements Shape, Comparable<Svc> {
                static final Map<String, Integer> RATES = new HashMap<>();
                static { }
                private final List<String> lines = new ArrayList<>();
                int loop(int x, String s) {
                    int y = x * 2;
                    for (int i = 0; i < y; i++) { long z = i; lines.add(s + z); }
                    return y;
                }
                void nothing() { lines.clear(); }
                private long wide(long a, double b, int[] c) { return a + (long) b + c.length; }
                final String tried(Object o) {
                    try { return o.toString(); } catch (RuntimeException e) { return e.getMessage(); }
                    finally { lines.add("x"); }
                }
                static int many(int x, long... y) { return (int) (x + y[0]); }
                static long two(long x, double y) { return x + (long) y; }
                static Map<String, Integer> none() { return RATES; }
                synchronized int locked(int x) { synchronized (lines) { return x + 1; } }
                @Override protected long above(int x) { return super.above(x) + 1; }
                @Override String made() { return super.made() + "c"; }
                @Override public int compareTo(Svc o) { return lines.size() - o.lines.size(); }
                Supplier<String> lambda(int x) { int[] k = {x}; return () -> lines.get(k[0]) + x; }
                Runnable anonymous(int x) { return new Runnable() { public void run() { lines.add("" + x); } }; }
                int chosen(Color c, String s) {
                    switch (c) { case RED: return 1; default: }
                    switch (s) { case "a": return 2; case "b": return 3; default: return 4; }
                }
                <T extends Comparable<T>> T greatest(List<T> all) {
                    T m = null;
                    for (T t : all) { if (m == null || t.compareTo(m) > 0) { m = t; } }
                    return m;
                }
                boolean small(boolean b, char c, byte d, short e, float f) { return b ^ c == d; }
                long record(Point p) { return p.sum() + p.hashCode() + (p.equals(null) ? 1 : 0); }
                class Inner { int x; int get() { return x + lines.size(); } private void set(int y) { x = y; } }
                int inner() { Inner i = new Inner(); i.set(4); return i.get(); }
                long price() { return wide(1, two(2, 3), new int[many(1, 2L)]) + Shape.times(4); }
            }
            """;

    @TempDir
    Path directory;

    static List<String> aspects() {
        return List.of(Woven.BY_JOIN_POINT, Woven.BY_ARGUMENTS);
    }

    @ParameterizedTest
    @MethodSource("aspects")
    void everyKindOfMethodHasItsPlainFingerprint(String aspect) {
        assertEveryMethodIsPlain(aspect);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XnoInline", "-XnotReweavable", "-proceedOnError", "-g:none", "-preserveAllLocals"})
    void optionsOfTheWeaverMoveNothing(String option) {
        assertEveryMethodIsPlain(Woven.BY_ARGUMENTS, option);
    }

    private void assertEveryMethodIsPlain(String aspect, String... options) {
        Compiled plain = Compiled.of(MEMBERS);
        Compiled woven = Woven.with(aspect, plain, directory, options);
        CodeFingerprinter ofPlain = plain.fingerprinter("app");
        CodeFingerprinter ofWoven = woven.fingerprinter("app");
        int tried = 0;
        for (String type : plain.classes().keySet()) {
            for (Method method : plain.type(type).getDeclaredMethods()) {
                if (Modifier.isAbstract(method.getModifiers()) || method.isSynthetic()) {
                    continue;
                }
                assertThat(woven.classes()).as(method.toString()).containsKey(type + "$AjcClosure1");
                assertThat(ofWoven.fingerprint(sameIn(woven, method)).manifest())
                        .as(method.toString())
                        .isEqualTo(ofPlain.fingerprint(method).manifest());
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(35);
    }

    private static Method sameIn(Compiled woven, Method method) {
        for (Method each : woven.type(method.getDeclaringClass().getName()).getDeclaredMethods()) {
            if (each.getName().equals(method.getName())
                    && each.toGenericString().endsWith(method.toGenericString().replaceFirst(".* ", ""))
                    && !each.isBridge()) {
                return each;
            }
        }
        throw new IllegalArgumentException(method.toString());
    }

    @Test
    void editsMoveWovenCodeWhereTheyMovePlainCode() {
        List<Trap> traps = CompileTraps.chosen(EACH);
        for (int i = 0; i < traps.size(); i++) {
            for (String source : List.of(traps.get(i).before(), traps.get(i).after())) {
                Compiled plain = CompileTraps.compiled(source);
                Path here =
                        directory.resolve(i + "-" + source.equals(traps.get(i).after()));
                assertThat(Woven.with(Woven.BY_ARGUMENTS, plain, here)
                                .fingerprint()
                                .manifest())
                        .as(traps.get(i).toString())
                        .isEqualTo(plain.fingerprint().manifest());
            }
        }
    }

    private static final String ADVISED = """
            package app;
            class Svc {
                int price(int x) { return rate(x) + 1; }
                private int rate(int x) { return x * 2; }
            }
            """;

    /** Stands inside memo's advice at one method and outside at the other. */
    private static final String OWN_ADVICE = """
            package app;
            import org.aspectj.lang.ProceedingJoinPoint;
            import org.aspectj.lang.annotation.*;
            @Aspect
            public class Own {
                @Around("execution(* app.Svc.*(..))")
                public Object around(ProceedingJoinPoint point) throws Throwable { return point.proceed(); }
                @Before("execution(* app.Svc.rate(..)) && args(x)")
                public void before(int x) { Rounding.last = x; }
            }
            class Rounding { static int last; }
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x * 2 => x * 3",
                "rate(x) + 1 => rate(x) + 2",
                "return point.proceed(); => return (Integer) point.proceed() + 1;",
                "Rounding.last = x; => Rounding.last = x + 1;"
            })
    void codeAndAdviceOfOthersCountBesideMemos(String edit) {
        String[] sides = edit.split(" => ");
        CodeFingerprint before = advised(ADVISED, OWN_ADVICE, "before");
        CodeFingerprint after =
                advised(ADVISED.replace(sides[0], sides[1]), OWN_ADVICE.replace(sides[0], sides[1]), "after");
        assertThat(after.hex()).isNotEqualTo(before.hex());
        assertThat(before.manifest()).anyMatch(line -> line.contains("app.Own.before("));
        assertThat(before.manifest()).anyMatch(line -> line.contains("$advice#0("));
        assertThat(before.manifest()).noneMatch(line -> line.startsWith("untracked"));
    }

    private CodeFingerprint advised(String code, String advice, String name) {
        Compiled plain = Compiled.of(Map.of("Svc", code, "Own", advice), "-g");
        return Woven.with(Woven.BY_ARGUMENTS, plain, directory.resolve(name)).fingerprint();
    }

    @Test
    void aMethodBesideMovesNothingThatAdviceOfOthersStandsAround() {
        CodeFingerprint before = advised(ADVISED, OWN_ADVICE, "before");
        String longer =
                ADVISED.replace("class Svc {", "class Svc { int added(int x) { return x; } long more() { return 1; }");
        CodeFingerprint after = advised(longer, OWN_ADVICE, "after");
        assertThat(after.manifest()).isEqualTo(before.manifest());
    }

    /** Which of two pieces of advice stands outside decides which of the weaver's methods reads the join point. */
    @ParameterizedTest
    @ValueSource(strings = {"app.Own, io.memo.aspectj.Everywhere", "io.memo.aspectj.Everywhere, app.Own"})
    void adviceOfOthersCountsInsideAndOutsideOfMemos(String order) {
        String ordered = OWN_ADVICE.replace("@Aspect", "@DeclarePrecedence(\"" + order + "\") @Aspect");
        String edited = ordered.replace("return point.proceed();", "return (Integer) point.proceed() + 1;");
        CodeFingerprint before = advised(ADVISED, ordered, "before");
        assertThat(advised(ADVISED, edited, "advice").hex()).isNotEqualTo(before.hex());
        assertThat(advised(ADVISED.replace("x * 2", "x * 3"), ordered, "code").hex())
                .isNotEqualTo(before.hex());
    }

    @Test
    void aClosureThatAnotherToolChangedCountsAsItIs() {
        Compiled plain = Compiled.of("package app; class Svc { int price(int x, int y) { return x - y; } }");
        Compiled woven = Woven.with(Woven.BY_ARGUMENTS, plain, directory);
        assertThat(woven.fingerprint().manifest()).isEqualTo(plain.fingerprint().manifest());
        woven.classes().computeIfPresent("app.Svc$AjcClosure1", (name, bytes) -> edited(bytes, "run", new Swapping()));
        assertThat(woven.fingerprint().manifest())
                .isNotEqualTo(plain.fingerprint().manifest());
    }

    @Test
    void anAdvisedMethodThatAnotherToolChangedCountsAsItIs() {
        Compiled plain = Compiled.of("package app; class Svc { int price(int x, int y) { return x - y; } }");
        Compiled woven = Woven.with(Woven.BY_JOIN_POINT, plain, directory);
        woven.classes().computeIfPresent("app.Svc", (name, bytes) -> edited(bytes, "price", new Collecting()));
        assertThat(woven.fingerprint().manifest())
                .isNotEqualTo(plain.fingerprint().manifest());
        assertThat(woven.fingerprint().manifest())
                .anyMatch(line -> line.startsWith("body app.Svc.price_aroundBody#0("));
    }

    private static byte[] edited(byte[] original, String method, Editing edit) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(original)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String type, String signature, String[] thrown) {
                                MethodVisitor next = super.visitMethod(access, name, type, signature, thrown);
                                return name.equals(method) ? edit.before(next) : next;
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    private abstract static class Editing extends MethodVisitor {

        Editing() {
            super(Opcodes.ASM9);
        }

        MethodVisitor before(MethodVisitor next) {
            mv = next;
            return this;
        }
    }

    /** Takes the second argument for the first one. */
    private static final class Swapping extends Editing {

        @Override
        public void visitInsn(int opcode) {
            boolean isIndex = opcode == Opcodes.ICONST_1 || opcode == Opcodes.ICONST_2;
            super.visitInsn(isIndex ? Opcodes.ICONST_1 + Opcodes.ICONST_2 - opcode : opcode);
        }
    }

    /** Calls something before the advice. */
    private static final class Collecting extends Editing {

        @Override
        public void visitCode() {
            super.visitCode();
            super.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "gc", "()V", false);
        }
    }
}
