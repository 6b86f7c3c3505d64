package io.memo.benchmarks.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads the instructions of one method: what they are, and what they call. */
final class BodyReader extends MethodVisitor {

    private final Consumer<Read.Body> done;
    private final StringBuilder text = new StringBuilder();
    private final List<Read.Call> calls = new ArrayList<>();
    private final Map<Label, Integer> labels = new HashMap<>();

    BodyReader(Consumer<Read.Body> done) {
        super(Opcodes.ASM9);
        this.done = done;
    }

    private void say(int opcode, Object... operands) {
        text.append(opcode);
        for (Object operand : operands) {
            text.append(' ').append(operand);
        }
        text.append('\n');
    }

    private int number(Label label) {
        return labels.computeIfAbsent(label, ignored -> labels.size());
    }

    private List<Integer> numbers(Label... all) {
        return List.of(all).stream().map(this::number).toList();
    }

    private void initialises(String type) {
        calls.add(new Read.Call(type, "<clinit>()V", false));
    }

    private void points(Object argument) {
        if (argument instanceof Handle handle && handle.getTag() >= Opcodes.H_INVOKEVIRTUAL) {
            boolean virtual =
                    handle.getTag() == Opcodes.H_INVOKEVIRTUAL || handle.getTag() == Opcodes.H_INVOKEINTERFACE;
            calls.add(new Read.Call(handle.getOwner(), handle.getName() + handle.getDesc(), virtual));
            initialises(handle.getOwner());
        }
    }

    /** Numbers of lambdas are left out, for an added lambda moves them. */
    private static String unnumbered(Object operand) {
        return operand.toString().replaceAll("(lambda\\$[\\w$]*)\\$\\d+", "$1");
    }

    @Override
    public void visitInsn(int opcode) {
        say(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        say(opcode, operand);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        say(opcode, variable);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        say(opcode, type);
        if (opcode == Opcodes.NEW) {
            initialises(type);
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        say(opcode, owner, name, descriptor);
        if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) {
            initialises(owner);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        say(opcode, owner, name, descriptor);
        calls.add(new Read.Call(
                owner, name + descriptor, opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE));
        if (opcode == Opcodes.INVOKESTATIC) {
            initialises(owner);
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        say(Opcodes.INVOKEDYNAMIC, name, descriptor);
        for (Object argument : arguments) {
            say(Opcodes.INVOKEDYNAMIC, unnumbered(argument));
            points(argument);
        }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        say(opcode, number(label));
    }

    @Override
    public void visitLabel(Label label) {
        say(-1, number(label));
    }

    @Override
    public void visitLdcInsn(Object value) {
        say(Opcodes.LDC, value instanceof Type ? value : value.getClass().getSimpleName() + value);
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        say(Opcodes.IINC, variable, increment);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label fallback, Label... cases) {
        say(Opcodes.TABLESWITCH, min, max, number(fallback), numbers(cases));
    }

    @Override
    public void visitLookupSwitchInsn(Label fallback, int[] keys, Label[] cases) {
        say(Opcodes.LOOKUPSWITCH, Arrays.toString(keys), number(fallback), numbers(cases));
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        say(Opcodes.MULTIANEWARRAY, descriptor, dimensions);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        say(-2, number(start), number(end), number(handler), type == null ? "any" : type);
    }

    @Override
    public void visitEnd() {
        done.accept(new Read.Body(text.toString(), List.copyOf(calls)));
    }
}
