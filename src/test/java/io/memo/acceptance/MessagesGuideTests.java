package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.memo.MemoException;
import io.memo.spring.report.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 6.5, 8: docs/messages.md has an entry for each finding and each exception that users may meet, and no other. */
class MessagesGuideTests {

    private static final Path PAGE = Path.of("../../docs/messages.md");
    private static final Pattern FINDING = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");
    private static final Pattern EXCEPTION = Pattern.compile("(?m)^### (\\w+Exception)$");

    @Test
    @DisplayName("6.5: an entry for each code of a finding, and no other")
    void everyFindingHasAnEntry() throws IOException {
        Set<String> codes =
                Stream.of(FindingCode.values()).map(FindingCode::code).collect(Collectors.toCollection(TreeSet::new));
        assertThat(entries(FINDING)).isEqualTo(codes);
    }

    @Test
    @DisplayName("2: an entry for each exception of memo that users may meet, and no other")
    void everyExceptionHasAnEntry() throws IOException {
        Set<String> types = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.memo").stream()
                        .filter(type -> type.isAssignableTo(MemoException.class)
                                && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(types).contains("UnhashableTypeException");
        assertThat(entries(EXCEPTION)).isEqualTo(types);
    }

    private static Set<String> entries(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(PAGE))
                .results()
                .map(MessagesGuideTests::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(MatchResult entry) {
        return entry.group(1);
    }
}
