package io.memo.spring.actuate;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.MethodFigures;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.ToLongFunction;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Adds {@code memo} to {@code /actuator/info}: its version, how many methods it memoizes, and their figures in total. */
public final class MemoInfoContributor implements InfoContributor {

    private final Memoizer memoizer;
    private final String version;

    /** @param memoizer the engine to show */
    public MemoInfoContributor(Memoizer memoizer) {
        this.memoizer = memoizer;
        this.version = version();
    }

    @Override
    public void contribute(Info.Builder builder) {
        List<MethodFigures> figures =
                memoizer.methods().stream().map(MemoizedMethod::figures).toList();
        Map<String, Object> memo = new LinkedHashMap<>();
        memo.put("version", version);
        memo.put("methods", figures.size());
        memo.put("hits", sum(figures, MethodFigures::hits));
        memo.put("misses", sum(figures, MethodFigures::misses));
        memo.put("entries", sum(figures, MethodFigures::entries));
        builder.withDetail("memo", memo);
    }

    private static long sum(List<MethodFigures> figures, ToLongFunction<MethodFigures> figure) {
        return figures.stream().mapToLong(figure).sum();
    }

    // Not from the manifest of the jar: there is none where classes are not packed in the jar they came in.
    private static String version() {
        Properties properties = new Properties();
        try (InputStream file = MemoInfoContributor.class.getResourceAsStream("version.properties")) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            return "unknown";
        }
        return properties.getProperty("version", "unknown");
    }
}
