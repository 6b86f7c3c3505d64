package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.filefilter.DelegateFileFilter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Signal;
import reactor.util.context.Context;

@DisplayName("Issue 13.5: transient fields of libraries that nothing else tells, in the three places")
class TransientStateTests {

    private static final String SHOP = """
            package shop;
            import io.memo.*;
            import java.io.File;
            import java.util.*;
            import org.apache.commons.io.filefilter.DelegateFileFilter;
            import reactor.core.publisher.Signal;
            @org.springframework.stereotype.Service
            public class Files {
                private DelegateFileFilter filter = new DelegateFileFilter((File file) -> file.getName().startsWith("a"));
                private final List<String> names = new ArrayList<>(List.of("ab", "bb"));
                public record Held(DelegateFileFilter filter) {}
                @Memoize public boolean accepts(DelegateFileFilter given, String name) { return given.accept(new File(name)); }
                @Memoize(suppressWarnings = "user-context") public String tenant(Signal<String> signal) { return signal.get() + signal.getContextView().get("tenant"); }
                @Memoize public boolean byField(String name) { return filter.accept(new File(name)); }
                @Memoize public long beside(int n) { return names.stream().filter(name -> filter.accept(new File(name))).count() + n; }
                @Memoize(onMutation = MutationPolicy.RECOMPUTE) public Held result(int n) { return new Held(new DelegateFileFilter(new Names(new ArrayList<>()))); }
                public void setFilter(String beginning) { filter = new DelegateFileFilter((File file) -> file.getName().startsWith(beginning)); }
                public static void change(Held held) { Names.last.add("x"); }
            }
            """;

    private static final String NAMES = """
            package shop;
            import java.util.List;
            public class Names implements java.io.FileFilter, java.io.Serializable {
                static List<String> last;
                private final List<String> names;
                public Names(List<String> names) { this.names = names; last = names; }
                public boolean accept(java.io.File file) { return names.contains(file.getName()); }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void isToldApart() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(SHOP, NAMES)) {
            for (String beginning : List.of("a", "b")) {
                DelegateFileFilter filter = new DelegateFileFilter(
                        (java.io.FileFilter) file -> file.getName().startsWith(beginning));
                assertThat(shop.<Boolean>call("shop.Files", "accepts", filter, "ab"))
                        .isEqualTo(beginning.equals("a"));
                Signal<String> signal = Signal.next("x", Context.of("tenant", beginning));
                assertThat(shop.<String>call("shop.Files", "tenant", signal)).isEqualTo("x" + beginning);
                shop.call("shop.Files", "setFilter", beginning);
                assertThat(shop.<Boolean>call("shop.Files", "byField", "ab")).isEqualTo(beginning.equals("a"));
                assertThat(shop.<Long>call("shop.Files", "beside", 1)).isEqualTo(2);
            }
            shop.call("shop.Files", "setFilter", "");
            assertThat(shop.<Long>call("shop.Files", "beside", 1)).isEqualTo(3);
            Object held = shop.call("shop.Files", "result", 1);
            shop.call("shop.Files", "change", held);
            assertThat(shop.<Object>call("shop.Files", "result", 1)).isNotSameAs(held);
        }
    }
}
