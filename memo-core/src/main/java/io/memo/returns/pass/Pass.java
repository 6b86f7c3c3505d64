package io.memo.returns.pass;

import io.memo.hash.plan.copy.FieldCopier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rebuilding of one value. What is met again is rebuilt once, so that sharing and circles survive. Nothing here recurses: what may lie deep is
 * put off. Not thread-safe; used once.
 *
 * <p>There are three stages. What can be made without its parts is made at once, as a shallow copy, and noted to be filled. What is made of its
 * parts, as a record, is made when these are there; at that time they look as the originals do, filled or not. Collections that find their elements by
 * hash code or order are refilled last, when all elements are complete.
 */
public final class Pass implements FieldCopier.Sink {

    private static final Object UNDER_WAY = new Object();

    private final Forms forms;
    private final Identities made;
    private final Deque<Object> toFill = new ArrayDeque<>();
    private final List<Refill> refills = new ArrayList<>();
    private @Nullable Class<?> lastType;
    private Form lastForm = Form.SAME;

    /** @param objects how many objects there are at least, by estimate */
    private Pass(Forms forms, int objects) {
        this.forms = forms;
        this.made = new Identities(objects);
    }

    /**
     * Returns the value rebuilt.
     *
     * @throws Refusal if some object in it cannot be
     */
    public static @Nullable Object over(@Nullable Object value, Forms forms) {
        Pass pass = new Pass(forms, value instanceof Collection<?> elements ? elements.size() : 0);
        Object rebuilt = pass.copy(value);
        for (Object next = pass.toFill.poll(); next != null; next = pass.toFill.poll()) {
            pass.formOf(next, Form.Shell.class).fill(next, pass);
        }
        if (!pass.refills.isEmpty()) {
            Refill.all(pass.refills);
        }
        return rebuilt;
    }

    /** A copy has the class of its source. */
    private <F extends Form> F formOf(Object object, Class<F> kind) {
        return kind.cast(form(object));
    }

    private Form form(Object object) {
        Class<?> type = object.getClass();
        if (type == lastType) {
            return lastForm;
        }
        Form form = forms.of(object);
        if (forms.isByClass(type)) {
            lastType = type;
            lastForm = form;
        }
        return form;
    }

    /** {@inheritDoc} */
    @Override
    public @Nullable Object copy(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        Form form = form(value);
        Object copy = atOnce(value, form);
        return copy != null ? copy : late(value, (Form.Late) form);
    }

    /** Returns the copy unless its parts have to be made first. */
    private @Nullable Object atOnce(Object value, Form form) {
        if (form == Form.SAME) {
            return value;
        }
        Object known = made.get(value);
        if (known != null) {
            return known;
        }
        if (form instanceof Form.Shell shell) {
            Object begun = shell.begin(value, this);
            made.put(value, begun);
            if (!shell.isFlat()) {
                toFill.add(begun);
            }
            return begun;
        }
        if (form instanceof Form.Refused refused) {
            if (!forms.isImmutable(value)) {
                throw new Refusal(value, refused.reason(), refused.remedy());
            }
            made.put(value, value);
            return value;
        }
        return null;
    }

    private Object late(Object value, Form.Late form) {
        Open top = open(value, form, null);
        while (true) {
            if (top.next == top.parts.length) {
                Object built = top.form.build(top.source, top.parts, top.copies, top.begun, this);
                made.put(top.source, built);
                if (top.outer == null) {
                    return built;
                }
                top = top.outer;
                continue;
            }
            Object part = top.parts[top.next];
            Form partForm = part == null ? Form.SAME : form(part);
            Object copy = part == null ? null : atOnce(part, partForm);
            if (part != null && copy == null) {
                top = open(part, (Form.Late) partForm, top);
            } else {
                top.copies[top.next++] = copy == UNDER_WAY && part != null ? circle(part, top) : copy;
            }
        }
    }

    private Open open(Object value, Form.Late form, @Nullable Open outer) {
        made.put(value, UNDER_WAY);
        return new Open(value, form, form.parts(value), outer);
    }

    private Object circle(Object value, Open innermost) {
        for (Open each = innermost; each != null; each = each.outer) {
            Object early = each.source == value ? each.form.early(value) : null;
            if (early != null) {
                each.begun = early;
                made.put(value, early);
                return early;
            }
        }
        throw new Refusal(value, "it holds itself", "");
    }

    /**
     * Sees to it that what all copies share cannot change.
     *
     * @param owner what shares it
     * @param what what it is to its owner
     */
    public void requireImmutable(@Nullable Object shared, Object owner, String what) {
        boolean immutable;
        try {
            immutable = copy(shared) == shared;
        } catch (Refusal e) {
            immutable = false;
        }
        if (!immutable) {
            throw new Refusal(owner, "its " + what + " can change", "");
        }
    }

    /** Has a collection or map refilled when all elements are complete. */
    public void refillLast(Refill refill) {
        refills.add(refill);
    }

    /** What is made of its parts, while these are made. */
    private static final class Open {

        private final Object source;
        private final Form.Late form;
        private final @Nullable Object[] parts;
        private final @Nullable Object[] copies;
        private final @Nullable Open outer;
        private int next;
        private @Nullable Object begun;

        /** @param outer what it is a part of, or null */
        Open(Object source, Form.Late form, @Nullable Object[] parts, @Nullable Open outer) {
            this.source = source;
            this.form = form;
            this.parts = parts;
            this.copies = new @Nullable Object[parts.length];
            this.outer = outer;
        }
    }
}
