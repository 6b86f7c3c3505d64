package io.memo.fingerprint.classfile.woven;

import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.ControlFlow;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.flow.StackEffect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs, with values known by where they come from, code that the weaver wrote: an advised method, which hands its parameters in a closure
 * to memo's advice, or a closure, which hands what it holds to the method with the code. All that such code does is known instruction by
 * instruction; anything else, such as a call of somebody else's advice, and it is not such code.
 */
final class HandOver {

    private static final int ACONST_NULL = 1;
    private static final int NOP = 0;
    private static final int AALOAD = 50;
    private static final int AASTORE = 83;
    private static final int POP = 87;
    private static final int DUP = 89;
    private static final int GOTO = 167;
    private static final int RETURN = 177;
    private static final int GETSTATIC = 178;
    private static final int GETFIELD = 180;
    private static final int INVOKEVIRTUAL = 182;
    private static final int INVOKESTATIC = 184;
    private static final int NEW = 187;
    private static final int ANEWARRAY = 189;
    private static final int ATHROW = 191;
    private static final int CHECKCAST = 192;
    private static final MethodRef UNLINK = new MethodRef(Weaver.CLOSURE, "unlink", "()V");

    private final MethodBody body;
    private final List<Handed> stack = new ArrayList<>();
    private final Map<Integer, Handed> locals = new HashMap<>();
    private Handed.@Nullable Closure closure;
    private @Nullable MethodRef method;
    private List<Handed> handed = List.of();
    private List<Handed> told = List.of();

    private HandOver(MethodBody body) {
        this.body = body;
        int slot = 0;
        int index = 0;
        if (!body.isStatic()) {
            locals.put(slot++, new Handed.Parameter(index++));
        }
        for (String parameter : Descriptors.parameters(body.method().descriptor())) {
            locals.put(slot, new Handed.Parameter(index++));
            slot += parameter.equals("J") || parameter.equals("D") ? 2 : 1;
        }
    }

    /** Returns what the code hands over and to whom, or null if it does not do exactly that. */
    static @Nullable HandOver of(MethodBody body) {
        HandOver run = new HandOver(body);
        return run.handlersOnlyUnlink() && run.isRun() ? run : null;
    }

    /** Returns the closure that memo's advice gets, or null if it is a method that is called. */
    @Nullable
    String closure() {
        return closure == null ? null : closure.type();
    }

    /** Returns the method of the weaver's that is called, or null if memo's advice gets a closure. */
    @Nullable
    MethodRef method() {
        return method;
    }

    /** Returns what it hands over, in order. */
    List<Handed> handed() {
        return handed;
    }

    /** Returns what memo's advice is called with. */
    List<Handed> told() {
        return told;
    }

    /** Inside of other advice, a closure is unlinked whatever happens. */
    private boolean handlersOnlyUnlink() {
        List<Instruction> code = body.instructions();
        return body.handlers().stream().allMatch(handler -> {
            int at = handler.target();
            return handler.type() == null
                    && at + 2 < code.size()
                    && code.get(at) instanceof Instruction.Local load
                    && !load.isStore()
                    && code.get(at + 1) instanceof Instruction.Call call
                    && call.method().equals(UNLINK)
                    && code.get(at + 2).opcode() == ATHROW;
        });
    }

    private boolean isRun() {
        int at = 0;
        while (at < body.instructions().size()) {
            Instruction instruction = body.instructions().get(at);
            if (ControlFlow.returns(instruction)) {
                return isHandedOver() && givesResult(instruction.opcode());
            }
            if (instruction instanceof Instruction.Jump jump) {
                if (jump.opcode() != GOTO || jump.target() <= at) {
                    return false;
                }
                at = jump.target();
            } else if (step(instruction)) {
                at++;
            } else {
                return false;
            }
        }
        return false;
    }

    private boolean isHandedOver() {
        return (closure == null) != (method == null);
    }

    private boolean givesResult(int opcode) {
        if (opcode == RETURN) {
            return stack.isEmpty();
        }
        boolean nothing = method != null && method.descriptor().endsWith(")V");
        return stack.equals(List.of(nothing ? Handed.Known.ANY : Handed.Known.RESULT));
    }

    private boolean step(Instruction instruction) {
        Constant number = StackEffect.constantOf(instruction);
        if (number == null && instruction instanceof Instruction.Load load) {
            number = load.constant();
        }
        if (number != null) {
            boolean isIndex = number instanceof Constant.Numeric numeric && numeric.value() instanceof Integer;
            return push(isIndex ? new Handed.Number((Integer) ((Constant.Numeric) number).value()) : Handed.Known.ANY);
        }
        if (instruction instanceof Instruction.Local local) {
            return local.isStore() ? store(local.slot()) : push(locals.get(local.slot()));
        }
        if (instruction instanceof Instruction.OnType onType) {
            return step(onType);
        }
        if (instruction instanceof Instruction.OnField onField) {
            return step(onField);
        }
        if (instruction instanceof Instruction.Call call) {
            return step(call);
        }
        return instruction instanceof Instruction.Plain plain && step(plain.opcode());
    }

    private boolean step(int opcode) {
        return switch (opcode) {
            case NOP -> true;
            case ACONST_NULL -> push(Handed.Known.ANY);
            case POP -> pop() != null;
            case DUP -> push(top());
            case AALOAD -> pop() instanceof Handed.Number index && push(elementOf(pop(), index.value()));
            case AASTORE -> {
                Handed value = pop();
                yield pop() instanceof Handed.Number index
                        && pop() instanceof Handed.Array array
                        && value != null
                        && array.put(index.value(), value);
            }
            default -> false;
        };
    }

    /** Of the two arrays that a closure runs with: its own, and the parameter by which advice goes on. */
    private static @Nullable Handed elementOf(@Nullable Handed array, int index) {
        if (array == Handed.Known.STATE) {
            return new Handed.Element(index);
        }
        return array instanceof Handed.Parameter parameter && parameter.index() == 1
                ? new Handed.Proceeded(index)
                : null;
    }

    private boolean step(Instruction.OnType onType) {
        return switch (onType.opcode()) {
            case NEW ->
                Weaver.isClosureOf(body.method().owner(), onType.type()) && push(new Handed.Closure(onType.type()));
            case ANEWARRAY ->
                onType.type().equals("java/lang/Object")
                        && pop() instanceof Handed.Number length
                        && push(new Handed.Array(length.value()));
            case CHECKCAST -> top() != null;
            default -> false;
        };
    }

    private boolean step(Instruction.OnField onField) {
        if (onField.opcode() == GETFIELD) {
            return onField.field().owner().equals(Weaver.CLOSURE)
                    && onField.field().name().equals("state")
                    && pop() instanceof Handed.Parameter object
                    && object.index() == 0
                    && push(Handed.Known.STATE);
        }
        return onField.opcode() == GETSTATIC
                && onField.field().owner().equals(body.method().owner())
                && onField.field().name().startsWith(Weaver.DESCRIPTION)
                && push(Handed.Known.ANY);
    }

    private boolean step(Instruction.Call call) {
        List<Handed> arguments = new ArrayList<>();
        for (String ignored : Descriptors.parameters(call.method().descriptor())) {
            Handed argument = pop();
            if (argument == null) {
                return false;
            }
            arguments.add(0, argument);
        }
        if (call.opcode() == INVOKESTATIC) {
            return step(call.method(), arguments);
        }
        Handed object = pop();
        if (object instanceof Handed.Closure made) {
            return step(made, call.method(), arguments);
        }
        return call.opcode() == INVOKEVIRTUAL
                && object == Handed.Known.ANY
                && call.method().owner().startsWith(Weaver.MEMO)
                && isAdvised(arguments)
                && pushResult(call.method());
    }

    private boolean step(MethodRef called, List<Handed> arguments) {
        if (called.owner().equals(Weaver.CONVERSIONS)) {
            boolean converts = called.name().endsWith("Object") || called.name().endsWith("Value");
            return converts && arguments.size() == 1 && push(arguments.get(0));
        }
        if (called.owner().equals(Weaver.FACTORY)) {
            return called.name().equals("makeJP") && push(Handed.Known.ANY);
        }
        if (called.owner().startsWith(Weaver.MEMO)) {
            return called.name().equals("aspectOf") && arguments.isEmpty() && push(Handed.Known.ANY);
        }
        if (!Weaver.isMoved(called.name()) || closure != null || method != null) {
            return false;
        }
        method = called;
        handed = arguments;
        return pushResult(called);
    }

    private boolean step(Handed.Closure made, MethodRef called, List<Handed> arguments) {
        if (called.isConstructor()) {
            return arguments.size() == 1
                    && arguments.get(0) instanceof Handed.Array state
                    && called.owner().equals(made.type())
                    && made.construct(state);
        }
        if (!called.owner().equals(Weaver.CLOSURE) || made.state() == null) {
            return false;
        }
        return called.equals(UNLINK)
                || (called.name().startsWith("link") && called.name().endsWith("ClosureAndJoinPoint") && push(made));
    }

    /** Advice gets one closure, and what it is told of the join point. */
    private boolean isAdvised(List<Handed> arguments) {
        List<Handed> closures =
                arguments.stream().filter(Handed.Closure.class::isInstance).toList();
        if (closures.size() != 1
                || closure != null
                || method != null
                || !(closures.get(0) instanceof Handed.Closure made)
                || made.state() == null) {
            return false;
        }
        closure = made;
        told = arguments;
        handed = made.state().elements();
        return true;
    }

    private boolean pushResult(MethodRef called) {
        return called.descriptor().endsWith(")V") || push(Handed.Known.RESULT);
    }

    private boolean store(int slot) {
        Handed value = pop();
        if (value != null) {
            locals.put(slot, value);
        }
        return value != null;
    }

    private boolean push(@Nullable Handed value) {
        return value != null && stack.add(value);
    }

    private @Nullable Handed top() {
        return stack.isEmpty() ? null : stack.get(stack.size() - 1);
    }

    private @Nullable Handed pop() {
        return stack.isEmpty() ? null : stack.remove(stack.size() - 1);
    }
}
