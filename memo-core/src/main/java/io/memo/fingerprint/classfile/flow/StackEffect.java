package io.memo.fingerprint.classfile.flow;

import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instruction takes from the operand stack and puts onto it, for those whose effect does not depend on a name or
 * descriptor (JVMS 6.5). Values are counted, not words.
 */
public final class StackEffect {

    public static final int IALOAD = 46;
    static final int AALOAD = 50;
    static final int CHECKCAST = 192;
    static final int INSTANCEOF = 193;

    private static final int BIPUSH = 16;
    private static final int SIPUSH = 17;
    private static final int POP = 87;
    private static final int SWAP = 95;

    /** Per operation code: how many values are taken, then the descriptor of the one put, or '-'. */
    private static final String[] EFFECTS = new String[202];

    static {
        set(0, 0, "0-");
        set(1, 1, "0A");
        for (int kind = 0; kind < 5; kind++) {
            // Loads, by kind: int, long, float, double, reference.
            set(21 + kind, 21 + kind, "0" + "IJFDA".charAt(kind));
        }
        for (int kind = 0; kind < 8; kind++) {
            set(46 + kind, 46 + kind, "2" + "IJFDAIII".charAt(kind));
        }
        set(79, 86, "3-");
        for (int opcode = 96; opcode <= 115; opcode++) {
            set(opcode, opcode, "2" + "IJFD".charAt((opcode - 96) % 4));
        }
        for (int kind = 0; kind < 4; kind++) {
            set(116 + kind, 116 + kind, "1" + "IJFD".charAt(kind));
        }
        for (int opcode = 120; opcode <= 131; opcode++) {
            set(opcode, opcode, "2" + "IJ".charAt(opcode % 2));
        }
        set(132, 132, "0-");
        for (int kind = 0; kind < 15; kind++) {
            set(133 + kind, 133 + kind, "1" + "JFDIFDIJDIJFIII".charAt(kind));
        }
        set(148, 152, "2I");
        set(153, 158, "1-");
        set(159, 166, "2-");
        set(167, 167, "0-");
        set(170, 171, "1-");
        set(172, 176, "1-");
        set(177, 177, "0-");
        set(188, 188, "1A");
        set(190, 190, "1I");
        set(191, 191, "1-");
        set(194, 195, "1-");
        set(198, 199, "1-");
    }

    private StackEffect() {}

    private static void set(int from, int to, String effect) {
        for (int opcode = from; opcode <= to; opcode++) {
            EFFECTS[opcode] = effect;
        }
    }

    private static String effect(int opcode) {
        String effect = EFFECTS[opcode];
        if (effect == null) {
            throw new IllegalStateException("operation code " + opcode + " is not followed");
        }
        return effect;
    }

    static int pops(int opcode) {
        return effect(opcode).charAt(0) - '0';
    }

    static boolean pushes(int opcode) {
        return effect(opcode).charAt(1) != '-';
    }

    static Operand pushedBy(int opcode) {
        char kind = effect(opcode).charAt(1);
        return kind == 'A' ? Operand.Other.ANY : new Operand.Other(String.valueOf(kind));
    }

    /** Returns the number that the instruction pushes, or null if it pushes none that is known. */
    public static @Nullable Constant constantOf(Instruction instruction) {
        int opcode = instruction.opcode();
        if (instruction instanceof Instruction.WithInt push && (opcode == BIPUSH || opcode == SIPUSH)) {
            return new Constant.Numeric(push.operand());
        }
        if (opcode < 2 || opcode > 15) {
            return null;
        }
        if (opcode <= 8) {
            return new Constant.Numeric(opcode - 3);
        }
        if (opcode <= 10) {
            return new Constant.Numeric((long) (opcode - 9));
        }
        return opcode <= 13
                ? new Constant.Numeric((float) (opcode - 11))
                : new Constant.Numeric((double) (opcode - 14));
    }

    public static boolean isShuffle(int opcode) {
        return opcode >= POP && opcode <= SWAP;
    }

    /** Returns how many of the topmost values {@code pop} to {@code swap} may move or copy. */
    public static int shuffled(int opcode) {
        return switch (opcode) {
            case POP, 89 -> 1;
            case 91, 93 -> 3;
            case 94 -> 4;
            default -> 2;
        };
    }

    /** Runs {@code pop} to {@code swap}; a wide value counts as two words. */
    static void shuffle(int opcode, List<Operand> stack) {
        switch (opcode) {
            case POP -> take(stack, 1);
            case 88 -> take(stack, 2);
            case 89 -> duplicate(stack, 1, 0);
            case 90 -> duplicate(stack, 1, 1);
            case 91 -> duplicate(stack, 1, 2);
            case 92 -> duplicate(stack, 2, 0);
            case 93 -> duplicate(stack, 2, 1);
            case 94 -> duplicate(stack, 2, 2);
            default -> stack.add(stack.size() - 2, stack.remove(stack.size() - 1));
        }
    }

    /** Puts a copy of the topmost words below the words that lie {@code under} them. */
    private static void duplicate(List<Operand> stack, int words, int under) {
        List<Operand> top = take(stack, words);
        List<Operand> below = take(stack, under);
        stack.addAll(top);
        stack.addAll(below);
        stack.addAll(top);
    }

    private static List<Operand> take(List<Operand> stack, int words) {
        int from = stack.size();
        int left = words;
        while (left > 0) {
            left -= stack.get(--from).wide() ? 2 : 1;
        }
        List<Operand> top = stack.subList(from, stack.size());
        List<Operand> taken = List.copyOf(top);
        top.clear();
        return taken;
    }
}
