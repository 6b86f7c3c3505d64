package io.memo.fingerprint.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import io.memo.fingerprint.CodeFingerprinter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Runs the real Jackson over classes whose methods write down that they were called: each of these must be in the fingerprint. */
class JacksonCallsTests {

    private static final List<String> CALLED = new ArrayList<>();
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static void called(String what) {
        CALLED.add(what);
    }

    /** Names of all kinds. */
    static class Beans {
        private String name = "n";
        private final Map<String, Object> rest = new HashMap<>();

        Beans() {
            called("Beans.new");
        }

        public String getName() {
            called("Beans.getName");
            return name;
        }

        public void setName(String name) {
            called("Beans.setName");
            this.name = name;
        }

        public boolean isOpen() {
            called("Beans.isOpen");
            return true;
        }

        public List<Part> getParts() {
            called("Beans.getParts");
            return List.of(new Part(1));
        }

        @JsonProperty("other")
        String anything() {
            called("Beans.anything");
            return "x";
        }

        @JsonAnyGetter
        public Map<String, Object> all() {
            called("Beans.all");
            return rest;
        }

        @JsonAnySetter
        public void put(String key, Object value) {
            called("Beans.put");
            rest.put(key, value);
        }

        public String describe(Class<?> type, int depth) {
            called("Beans.describe");
            return type + " " + depth;
        }
    }

    /** Made by a factory, written as one value. */
    static class Part {
        final int number;

        Part(int number) {
            this.number = number;
        }

        @JsonCreator
        static Part read(int number) {
            called("Part.read");
            return new Part(number);
        }

        @JsonValue
        int written() {
            called("Part.written");
            return number;
        }
    }

    /** Made by what Jackson finds by its name. */
    static class Code {
        final String text;

        private Code(String text) {
            this.text = text;
        }

        public static Code valueOf(String text) {
            called("Code.valueOf");
            return new Code(text);
        }

        @Override
        public String toString() {
            called("Code.toString");
            return text;
        }
    }

    record Point(int x, int y) {
        Point {
            called("Point.new");
        }

        @Override
        public int x() {
            called("Point.x");
            return x;
        }
    }

    @JsonDeserialize(builder = Built.Builder.class)
    static class Built {
        final String text;

        Built(String text) {
            this.text = text;
        }

        public String getText() {
            called("Built.getText");
            return text;
        }

        @JsonPOJOBuilder(withPrefix = "")
        static class Builder {
            private String text = "";

            public Builder text(String text) {
                called("Builder.text");
                this.text = text;
                return this;
            }

            public Built build() {
                called("Builder.build");
                return new Built(text);
            }
        }
    }

    /** What is fingerprinted. */
    static class Service {
        Object run() throws Exception {
            Beans beans = MAPPER.readValue("{\"name\":\"a\",\"more\":1}", Beans.class);
            Part part = MAPPER.readValue("3", Part.class);
            Code code = MAPPER.readValue("\"c\"", Code.class);
            Point point = MAPPER.readValue("{\"x\":1,\"y\":2}", Point.class);
            Built built = MAPPER.readValue("{\"text\":\"t\"}", Built.class);
            return MAPPER.writeValueAsString(beans)
                    + MAPPER.writeValueAsString(part)
                    + MAPPER.writeValueAsString(Map.of(code, point))
                    + MAPPER.writeValueAsString(built);
        }
    }

    @Test
    @DisplayName("Issue 15.2: whatever Jackson really calls is in the fingerprint, a method that is no property is not")
    void whatJacksonCallsCounts() throws Exception {
        CALLED.clear();
        new Service().run();

        Set<String> missed = new TreeSet<>();
        List<String> manifest = CodeFingerprinter.forPackages(
                        JacksonCallsTests.class.getClassLoader(), "io.memo.fingerprint.jackson")
                .fingerprint(Service.class.getDeclaredMethod("run"))
                .manifest();
        for (String name : CALLED) {
            String body = "$" + name + "(";
            if (manifest.stream().noneMatch(line -> line.startsWith("body ") && line.contains(body))) {
                missed.add(name);
            }
        }

        assertThat(CALLED).hasSizeGreaterThan(15).doesNotContain("Beans.describe");
        assertThat(missed).isEmpty();
        assertThat(manifest).noneMatch(line -> line.contains("Beans.describe("));
    }
}
