package io.memo.fingerprint.classfile;

import io.memo.fingerprint.classfile.code.ExceptionHandler;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.normal.LocalVariables;
import io.memo.fingerprint.classfile.normal.OuterNullChecks;
import io.memo.fingerprint.classfile.normal.UnreadConstants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Collects the instructions of one method, jumps by ordinal of the instruction they lead to. */
class MethodBodyReader extends MethodVisitor {

    /** An instruction whose labels are not all placed yet. */
    private final List<IntFunction<Instruction>> instructions = new ArrayList<>();

    private final List<UnplacedHandler> handlers = new ArrayList<>();
    private final List<UnplacedLine> lines = new ArrayList<>();
    private final Map<Label, Integer> places = new HashMap<>();
    private boolean hasCode;

    private record UnplacedHandler(
            Label from, Label to, Label target, @Nullable String type) {}

    private record UnplacedLine(Label at, int line) {}

    private MethodBodyReader() {
        super(ClassFactsReader.API);
    }

    static @Nullable MethodBody read(ClassReader reader, MethodRef wanted) {
        MethodBodyReader body = new MethodBodyReader();
        boolean[] isStatic = new boolean[1];
        reader.accept(
                new ClassVisitor(ClassFactsReader.API) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        if (!name.equals(wanted.name()) || !descriptor.equals(wanted.descriptor())) {
                            return null;
                        }
                        isStatic[0] = (access & Opcodes.ACC_STATIC) != 0;
                        return body;
                    }
                },
                ClassReader.SKIP_FRAMES);
        return body.hasCode ? normalised(body.placed(wanted, isStatic[0])) : null;
    }

    /** Returns the bodies of all methods that have one, as they are. */
    static Map<MethodRef, MethodBody> raw(ClassReader reader) {
        Map<MethodRef, MethodBody> bodies = new LinkedHashMap<>();
        reader.accept(
                new ClassVisitor(ClassFactsReader.API) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        MethodRef method = new MethodRef(reader.getClassName(), name, descriptor);
                        return new MethodBodyReader() {
                            @Override
                            public void visitEnd() {
                                if (hasCode()) {
                                    bodies.put(method, placed(method, (access & Opcodes.ACC_STATIC) != 0));
                                }
                            }
                        };
                    }
                },
                ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
        return bodies;
    }

    private static MethodBody normalised(MethodBody read) {
        return LocalVariables.numbered(UnreadConstants.removedFrom(OuterNullChecks.removedFrom(read)));
    }

    boolean hasCode() {
        return hasCode;
    }

    MethodBody placed(MethodRef method, boolean isStatic) {
        List<Instruction> placed = new ArrayList<>(instructions.size());
        for (int i = 0; i < instructions.size(); i++) {
            placed.add(instructions.get(i).apply(i));
        }
        List<ExceptionHandler> table = new ArrayList<>(handlers.size());
        for (UnplacedHandler handler : handlers) {
            table.add(new ExceptionHandler(
                    place(handler.from()), place(handler.to()), place(handler.target()), handler.type()));
        }
        List<MethodBody.LineStart> starts = new ArrayList<>(lines.size());
        for (UnplacedLine line : lines) {
            starts.add(new MethodBody.LineStart(place(line.at()), line.line()));
        }
        return new MethodBody(method, isStatic, placed, table, starts);
    }

    private int place(Label label) {
        Integer place = places.get(label);
        if (place == null) {
            throw new IllegalArgumentException("a jump leads out of the method");
        }
        return place;
    }

    private List<Integer> places(Label[] labels) {
        List<Integer> found = new ArrayList<>(labels.length);
        for (Label label : labels) {
            found.add(place(label));
        }
        return found;
    }

    private void add(Instruction instruction) {
        instructions.add(ordinal -> instruction);
    }

    @Override
    public void visitCode() {
        hasCode = true;
    }

    @Override
    public void visitLabel(Label label) {
        places.put(label, instructions.size());
    }

    @Override
    public void visitLineNumber(int line, Label start) {
        lines.add(new UnplacedLine(start, line));
    }

    @Override
    public void visitTryCatchBlock(Label from, Label to, Label target, @Nullable String type) {
        handlers.add(new UnplacedHandler(from, to, target, type));
    }

    @Override
    public void visitInsn(int opcode) {
        add(new Instruction.Plain(opcode));
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        add(new Instruction.WithInt(opcode, operand));
    }

    @Override
    public void visitVarInsn(int opcode, int slot) {
        add(new Instruction.Local(opcode, slot));
    }

    @Override
    public void visitIincInsn(int slot, int amount) {
        add(new Instruction.Increment(Opcodes.IINC, slot, amount));
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        add(new Instruction.OnType(opcode, type));
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        add(new Instruction.NewArrays(Opcodes.MULTIANEWARRAY, descriptor, dimensions));
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        add(new Instruction.OnField(opcode, new FieldRef(owner, name, descriptor)));
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean onInterface) {
        add(new Instruction.Call(opcode, new MethodRef(owner, name, descriptor), onInterface));
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        add(new Instruction.DynamicCall(
                Opcodes.INVOKEDYNAMIC, AsmConstants.dynamic(name, descriptor, bootstrap, List.of(arguments))));
    }

    @Override
    public void visitLdcInsn(Object value) {
        add(new Instruction.Load(Opcodes.LDC, AsmConstants.of(value)));
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        instructions.add(ordinal -> new Instruction.Jump(opcode, place(label)));
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        addSwitch(Opcodes.TABLESWITCH, otherwise, IntStream.rangeClosed(min, max), labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        addSwitch(Opcodes.LOOKUPSWITCH, otherwise, IntStream.of(keys), labels);
    }

    private void addSwitch(int opcode, Label otherwise, IntStream keys, Label[] labels) {
        List<String> texts = keys.mapToObj(Instruction.Switch::label).toList();
        instructions.add(ordinal -> new Instruction.Switch(opcode, place(otherwise), texts, places(labels)));
    }
}
