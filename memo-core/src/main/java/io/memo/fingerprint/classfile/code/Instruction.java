package io.memo.fingerprint.classfile.code;

import java.util.List;

/**
 * One real instruction. Labels, line numbers and frames are none; jumps name the ordinal of the instruction they lead
 * to.
 */
public sealed interface Instruction {

    /** Returns the operation code. */
    int opcode();

    /** An instruction without operands. */
    record Plain(int opcode) implements Instruction {}

    /** {@code bipush}, {@code sipush} or {@code newarray}. */
    record WithInt(int opcode, int operand) implements Instruction {}

    /** A load or store of a local variable, or {@code ret}. */
    record Local(int opcode, int slot) implements Instruction {

        /** Returns whether it writes the variable. */
        public boolean isStore() {
            return opcode >= 54 && opcode <= 58;
        }
    }

    /** {@code iinc}. */
    record Increment(int opcode, int slot, int amount) implements Instruction {}

    /** {@code ldc}. */
    record Load(int opcode, Constant constant) implements Instruction {}

    /** {@code new}, {@code anewarray}, {@code checkcast} or {@code instanceof}; an internal name or array descriptor. */
    record OnType(int opcode, String type) implements Instruction {

        /** Returns the type as a descriptor. */
        public String descriptor() {
            return type.startsWith("[") ? type : "L" + type + ";";
        }

        /** Returns whether it makes an object of exactly that class. */
        public boolean isNew() {
            return opcode == 187;
        }

        /** Returns whether it tells subtypes from others and goes on. */
        public boolean isTest() {
            return opcode == 193;
        }
    }

    /** {@code multianewarray}. */
    record NewArrays(int opcode, String descriptor, int dimensions) implements Instruction {}

    /** An access to a field. */
    record OnField(int opcode, FieldRef field) implements Instruction {

        /** Returns whether the field is static. */
        public boolean isStatic() {
            return opcode <= 179;
        }

        /** Returns whether it reads. */
        public boolean isRead() {
            return opcode == 178 || opcode == 180;
        }
    }

    /** A call of a named method. */
    record Call(int opcode, MethodRef method, boolean onInterface) implements Instruction {

        /** Returns how the method is found. */
        public CallKind kind() {
            return switch (opcode) {
                case 182 -> CallKind.VIRTUAL;
                case 183 -> CallKind.SPECIAL;
                case 184 -> CallKind.STATIC;
                default -> CallKind.INTERFACE;
            };
        }
    }

    /** {@code invokedynamic}: what its bootstrap method makes of it. */
    record DynamicCall(int opcode, Constant.Dynamic site) implements Instruction {}

    /** A jump, conditional or not. */
    record Jump(int opcode, int target) implements Instruction {}

    /**
     * {@code tableswitch} or {@code lookupswitch}. {@code labels} and {@code targets} are of equal length; a label is a number after
     * {@code #}, or the name of an enum's constant.
     */
    record Switch(int opcode, int otherwise, List<String> labels, List<Integer> targets) implements Instruction {

        /** Returns the label that is a number. */
        public static String label(int number) {
            return "#" + number;
        }

        /** Returns the number that is a label. */
        public static int number(String label) {
            return Integer.parseInt(label.substring(1));
        }
    }
}
