package io.memo.fingerprint.callgraph.identity;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.bodies.MethodBodies;
import io.memo.fingerprint.callgraph.bodies.RegionEffects;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.ExceptionHandler;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ConstantText;
import io.memo.fingerprint.classfile.flow.Region;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Digests code by what it means and not by how a compiler numbered it: jumps by ordinal, classes without a name by place,
 * lambda bodies and accessors as if they were written where they are used, labels of enum switches by name, switch tables
 * as sorted keys. Not thread-safe.
 */
public final class CodeDigester {

    private static final int IN_PLACE = 1;
    private static final int BY_NAME = 2;
    private static final int AGAIN = 3;
    private static final int ENUM_LABELS = 4;
    private static final int TABLESWITCH = 170;

    private final MethodBodies bodies;
    private final CanonicalNames names;
    private final Set<MethodRef> underWay = new HashSet<>();

    public CodeDigester(MethodBodies bodies, CanonicalNames names) {
        this.bodies = bodies;
        this.names = names;
    }

    /** Returns the digest of a piece of code, with all that is written in its place. */
    public Digest digest(Code.Fragment fragment) {
        FramedSink sink = new FramedSink();
        put(sink, fragment);
        return sink.digest();
    }

    private void put(FramedSink sink, Code.Fragment fragment) {
        Code code = fragment.code();
        sink.putInt(code.method().access() & (Modifier.STATIC | Modifier.SYNCHRONIZED));
        sink.putString(names.descriptor(code.method().descriptor()));
        underWay.add(code.body().method());
        int[] ordinals = new int[code.body().instructions().size() + 1];
        Arrays.fill(ordinals, -1);
        int count = 0;
        List<Region> regions = fragment.regions().stream()
                .filter(region -> !RegionEffects.keepsOuter(code, region))
                .toList();
        for (Region region : regions) {
            for (int i = region.from(); i < region.to(); i++) {
                ordinals[i] = count++;
            }
        }
        sink.putInt(count);
        for (Region region : regions) {
            for (int i = region.from(); i < region.to(); i++) {
                put(sink, code, i, ordinals, region);
            }
            for (ExceptionHandler handler : code.body().handlers()) {
                if (region.from() <= handler.from() && handler.from() < region.to()) {
                    sink.putByte(IN_PLACE)
                            .putInt(ordinal(handler.from(), ordinals, region))
                            .putInt(ordinal(handler.to(), ordinals, region))
                            .putInt(ordinal(handler.target(), ordinals, region))
                            .putString(handler.type() == null ? "" : names.nameOf(handler.type()));
                }
            }
            sink.putByte(0);
        }
        underWay.remove(code.body().method());
    }

    private static int ordinal(int instruction, int[] ordinals, Region region) {
        return instruction == region.to() ? ordinals[region.to() - 1] + 1 : ordinals[instruction];
    }

    private void put(FramedSink sink, Code code, int at, int[] ordinals, Region region) {
        Instruction instruction = code.body().instructions().get(at);
        // How dense the labels are decides which of the two a compiler takes.
        sink.putByte(instruction instanceof Instruction.Switch ? TABLESWITCH : instruction.opcode());
        if (instruction instanceof Instruction.WithInt withInt) {
            sink.putInt(withInt.operand());
        } else if (instruction instanceof Instruction.Local local) {
            sink.putInt(local.slot());
        } else if (instruction instanceof Instruction.Increment increment) {
            sink.putInt(increment.slot()).putInt(increment.amount());
        } else if (instruction instanceof Instruction.Load load) {
            put(sink, code, load.constant());
        } else if (instruction instanceof Instruction.OnType onType) {
            sink.putString(names.nameOf(onType.type()));
        } else if (instruction instanceof Instruction.NewArrays arrays) {
            sink.putString(names.descriptor(arrays.descriptor())).putInt(arrays.dimensions());
        } else if (instruction instanceof Instruction.OnField onField) {
            put(sink, onField.field());
        } else if (instruction instanceof Instruction.Call call) {
            Code moved = bodies.movedOut(call);
            if (moved == null) {
                put(sink.putByte(BY_NAME), call.method());
                sink.putByte(call.onInterface() ? 1 : 0);
            } else {
                inPlace(sink, moved);
            }
        } else if (instruction instanceof Instruction.DynamicCall call) {
            put(sink, code, call.site());
        } else if (instruction instanceof Instruction.Jump jump) {
            sink.putInt(ordinal(jump.target(), ordinals, region));
        } else if (instruction instanceof Instruction.Switch choice) {
            put(sink, choice, ordinals, region);
        }
    }

    private void inPlace(FramedSink sink, Code moved) {
        if (underWay.contains(moved.body().method())) {
            sink.putByte(AGAIN);
        } else {
            put(sink.putByte(IN_PLACE), moved.whole());
        }
    }

    private void put(FramedSink sink, MethodRef method) {
        sink.putString(names.nameOf(method.owner()))
                .putString(names.simpleName(method))
                .putString(names.descriptor(method.descriptor()));
    }

    private void put(FramedSink sink, FieldRef field) {
        if (field.isSwitchTable()) {
            // Left over where the switch behind it could not be told. Its class is numbered, and its content decides.
            sink.putByte(ENUM_LABELS).putString(field.name());
            Map<Integer, String> names = bodies.labels().ofTable(field);
            Code filling = names == null ? bodies.of(new MethodRef(field.owner(), "<clinit>", "()V")) : null;
            if (names != null) {
                sink.putInt(names.size());
                new TreeMap<>(names)
                        .forEach((number, name) -> sink.putInt(number).putString(name));
            } else if (filling != null) {
                inPlace(sink, filling);
            }
            return;
        }
        sink.putByte(BY_NAME)
                .putString(names.nameOf(field.owner()))
                .putString(field.name())
                .putString(names.descriptor(field.descriptor()));
    }

    private static void put(FramedSink sink, Instruction.Switch choice, int[] ordinals, Region region) {
        Map<String, Integer> targets = new TreeMap<>();
        for (int i = 0; i < choice.labels().size(); i++) {
            int target = choice.targets().get(i);
            if (target != choice.otherwise()) {
                targets.put(choice.labels().get(i), ordinal(target, ordinals, region));
            }
        }
        sink.putInt(ordinal(choice.otherwise(), ordinals, region)).putInt(targets.size());
        targets.forEach((label, target) -> sink.putString(label).putInt(target));
    }

    private void put(FramedSink sink, Code code, Constant constant) {
        if (constant instanceof Constant.Numeric number) {
            sink.putByte('n').putString(ConstantText.of(number.value()));
        } else if (constant instanceof Constant.Text text) {
            sink.putByte('s').putString(text.value());
        } else if (constant instanceof Constant.Type type) {
            sink.putByte('c').putString(names.descriptor(type.descriptor()));
        } else if (constant instanceof Constant.MethodType type) {
            sink.putByte('t').putString(names.descriptor(type.descriptor()));
        } else if (constant instanceof Constant.FieldHandle handle) {
            put(sink.putByte('f').putInt(handle.kind()), handle.field());
        } else if (constant instanceof Constant.MethodHandle handle) {
            put(sink, code, handle);
        } else if (constant instanceof Constant.Dynamic dynamic) {
            sink.putByte('d').putString(dynamic.name()).putString(names.descriptor(dynamic.descriptor()));
            put(sink, code, dynamic.bootstrap());
            List<Constant> arguments = new ArrayList<>(dynamic.arguments());
            sink.putInt(arguments.size());
            arguments.forEach(argument -> put(sink, code, argument));
        }
    }

    private void put(FramedSink sink, Code code, Constant.MethodHandle handle) {
        Code moved = bodies.movedOut(code, handle);
        sink.putByte('m').putString(handle.kind().name()).putByte(handle.creates() ? 1 : 0);
        if (moved == null) {
            put(sink.putByte(BY_NAME), handle.method());
            sink.putByte(handle.onInterface() ? 1 : 0);
        } else {
            inPlace(sink, moved);
        }
    }
}
