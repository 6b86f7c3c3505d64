package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 1.5, 4.5, 6.6: beans that the code of an argument holds count by name and by what that code reads of them. */
class HeldBeansTests {

    private static final String TYPES = """
            class Caller {
                double factor = 1;
                transient double passing = 1;
                double unread = 1;
                final java.util.concurrent.locks.Lock lock = new java.util.concurrent.locks.ReentrantLock();
                Other other;
                Supplier<Object> strategy;
                Settings settings = new Settings();
                Svc svc;
                Object ask() { lock.lock(); return svc.price(lambda()); }
                double rate() { return factor; }
                Supplier<Object> lambda() { return () -> this.factor; }
                Supplier<Object> reference() { return this::rate; }
                Supplier<Object> anonymous() {
                    return new Supplier<>() { public Object get() { return factor; } };
                }
                Supplier<Object> inner() { return new Inner(); }
                Object lambdaInList() { return List.of("a", lambda()); }
                Object lambdaInMap() { return Map.of("a", lambda()); }
                Object lambdaInRecord() { return new Holder("a", lambda()); }
                Supplier<Object> lambdaInLambda() { Supplier<Object> inner = lambda(); return () -> inner.get(); }
                Supplier<Object> strategyObject() { return new Strategy(this); }
                Object data() { return new Data(this); }
                Supplier<Object> transientField() { return () -> this.passing; }
                Supplier<Object> nested() { return () -> other.rate() + other.back.factor; }
                Supplier<Object> injected() { return () -> strategy.get(); }
                Supplier<Object> ofSettings() { return () -> settings.rate; }
                class Inner implements Supplier<Object> { public Object get() { return factor; } }
            }
            class Locking {
                final java.util.concurrent.locks.Lock lock = new java.util.concurrent.locks.ReentrantLock();
                Supplier<Object> lambda() { return () -> lock.tryLock(); }
            }
            class Other {
                double rate = 1;
                double unread = 1;
                Caller back;
                final Object pool = new java.util.concurrent.locks.ReentrantLock();
                double rate() { return rate; }
            }
            class Settings { double rate = 1; }
            class Quoted implements Supplier<Object> {
                double quote = 1;
                final Object pool = new java.util.concurrent.locks.ReentrantLock();
                public Object get() { return quote; }
            }
            class Sharing {
                double factor = 1;
                Object boxAndLambda() {
                    Box box = new Box(this);
                    return List.of(box, (Supplier<Object>) () -> box.bean.factor);
                }
            }
            class Box {
                final Sharing bean;
                final Object much = List.of(List.of(1), List.of(2), List.of(3), List.of(4), List.of(5), List.of(6), List.of(7));
                Box(Sharing bean) { this.bean = bean; }
            }
            class Priced {
                java.util.Map<String, Object> prices = new java.util.HashMap<>(Map.of("canary", 1));
                Supplier<Object> lambda() { return () -> prices.get("a"); }
            }
            class Data { final Caller caller; Data(Caller caller) { this.caller = caller; } }
            record Holder(String name, Supplier<Object> supplier) {}
            class Strategy implements Supplier<Object> {
                final Caller caller;
                Strategy(Caller caller) { this.caller = caller; }
                public Object get() { return caller.factor; }
            }
            """;

    private UnforeseenApp app;
    private Object caller;

    @BeforeEach
    void start() {
        app = new UnforeseenApp(
                "", "key instanceof Box ? ((Box) key).much : ((Supplier<Object>) key).get()", "return null;", TYPES);
        caller = app.make("app.Caller");
        app.setIn(caller, "svc", app.target);
        app.name("svc", app.target);
        app.name("caller", caller);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lambda",
                "reference",
                "anonymous",
                "inner",
                "lambdaInList",
                "lambdaInMap",
                "lambdaInRecord",
                "lambdaInLambda",
                "strategyObject"
            })
    @DisplayName("6.6: a field of the bean counts that the code reads, and no other is looked at")
    void readField(String made) {
        app.misses(app.from(caller, made));
        app.hits(app.from(caller, made));
        app.setIn(caller, "factor", 2.0);
        app.misses(app.from(caller, made));
        app.hits(app.from(caller, made));
        app.setIn(caller, "unread", 2.0);
        app.hits(app.from(caller, made));
        app.setIn(caller, "factor", 1.0);
        app.hits(app.from(caller, made));
    }

    @Test
    @DisplayName("6.6: a transient field that the code reads counts")
    void transientField() {
        app.misses(app.from(caller, "transientField"));
        app.setIn(caller, "passing", 2.0);
        app.misses(app.from(caller, "transientField"));
        app.hits(app.from(caller, "transientField"));
    }

    @Test
    @DisplayName("6.6: a bean reached through that bean, on a cycle with it")
    void nestedBean() {
        Object other = app.make("app.Other");
        app.setIn(caller, "other", other);
        app.setIn(other, "back", caller);
        app.name("other", other);
        app.misses(app.from(caller, "nested"));
        app.hits(app.from(caller, "nested"));
        app.setIn(other, "rate", 2.0);
        app.misses(app.from(caller, "nested"));
        app.setIn(caller, "factor", 2.0);
        app.misses(app.from(caller, "nested"));
        app.setIn(other, "unread", 2.0);
        app.hits(app.from(caller, "nested"));
    }

    @Test
    @DisplayName("6.6: a bean that is known by an interface of a library only, behind that bean")
    void beanBehindLibraryInterface() {
        Object quoted = app.make("app.Quoted");
        app.setIn(caller, "strategy", quoted);
        app.name("quoted", quoted);
        app.misses(app.from(caller, "injected"));
        app.hits(app.from(caller, "injected"));
        app.setIn(quoted, "quote", 2.0);
        app.misses(app.from(caller, "injected"));
        app.hits(app.from(caller, "injected"));
    }

    @Test
    @DisplayName("6.6: an object of the bean's own that the code reads")
    void objectWithoutName() {
        app.misses(app.from(caller, "ofSettings"));
        app.hits(app.from(caller, "ofSettings"));
        app.setIn(app.get(caller, "settings"), "rate", 2.0);
        app.misses(app.from(caller, "ofSettings"));
        app.hits(app.from(caller, "ofSettings"));
    }

    @Test
    @DisplayName("3.6(b): a lock in a field that the argument's code reads counts by which lock it is")
    void lockCountsByIdentity() {
        Object locking = app.make("app.Locking");
        app.name("locking", locking);
        app.misses(app.from(locking, "lambda"));
        app.hits(app.from(locking, "lambda"));
    }

    @Test
    @DisplayName("6.6: another bean of the class whose fields hold the same is another bean")
    void anotherBean() {
        Object twin = app.make("app.Caller");
        app.name("twin", twin);
        app.misses(app.from(caller, "lambda"));
        app.misses(app.from(twin, "lambda"));
        app.hits(app.from(caller, "lambda"));
    }

    @Test
    @DisplayName("4.5: a bean that no code of an argument holds counts by its name alone")
    void passedBean() {
        app.misses(app.from(caller, "lambda"));
        app.misses(caller);
        app.misses(List.of(caller));
        app.setIn(caller, "factor", 2.0);
        app.hits(caller);
        app.hits(List.of(caller));
    }

    @Test
    @DisplayName("4.4, 6.6: a bean in an object that the method and a lambda share")
    void sharedObject() {
        Object bean = app.make("app.Sharing");
        app.name("sharing", bean);
        app.misses(app.from(bean, "boxAndLambda"));
        app.hits(app.from(bean, "boxAndLambda"));
        app.setIn(bean, "factor", 2.0);
        app.misses(app.from(bean, "boxAndLambda"));
        app.hits(app.from(bean, "boxAndLambda"));
    }

    @Test
    @DisplayName("4.5, 4.6: of a bean that unforeseen data holds, whose fields no code reads, none is looked at")
    void beanInData() {
        app.misses(app.from(caller, "data"));
        app.setIn(caller, "factor", 2.0);
        app.hits(app.from(caller, "data"));
    }

    @Test
    @DisplayName("3.5: what the code reads of the bean is read again after the run")
    void changedDuringTheRun() {
        app.during = () -> app.setIn(caller, "factor", 2.0);
        app.misses(app.from(caller, "lambda"));
        assertThat(app.discarded()).isEqualTo(1);
        app.during = () -> {};
        app.misses(app.from(caller, "lambda"));
        app.hits(app.from(caller, "lambda"));
    }

    @Test
    @DisplayName("8.2: the reason of the miss names the field")
    void reasonOfMissNamesTheField() {
        app.misses(app.from(caller, "lambda"));
        app.setIn(caller, "factor", 2.0);
        app.misses(app.from(caller, "lambda"));
        assertThat(app.method.misses().get(0).reason().toString()).contains("key.arg$1.factor");
    }

    @Test
    @SuppressWarnings("unchecked")
    @DisplayName("8.3: nor does it show a key of a map that the bean holds")
    void reasonWithoutKeys() {
        Object priced = app.make("app.Priced");
        app.name("priced", priced);
        app.misses(app.from(priced, "lambda"));
        ((Map<String, Object>) app.get(priced, "prices")).put("canary", 2);
        app.misses(app.from(priced, "lambda"));
        assertThat(app.method.misses().get(0).reason().toString())
                .contains("key.arg$1.prices[*]")
                .doesNotContain("canary");
    }
}
