package io.memo.fingerprint.ambient;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.fingerprint.classfile.code.MethodRef;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SPEC 6.11: how a table of names is read. */
class NamesTests {

    private static final Names NAMES = Names.of("""
            a.Format   get*Instance() format(String,Object[]) new(int[])
            a.File     is* !isAbsolute
            a.client.* fetch* *For*
            """);

    @ParameterizedTest
    @DisplayName("SPEC 6.11: stars, parameters, constructors, exceptions")
    @CsvSource(delimiter = '|', textBlock = """
            a/Format     | getDateInstance | ()La/Format;                                | true
            a/Format     | getDateInstance | (I)La/Format;                               | false
            a/Format     | getInstances    | ()La/Format;                                | false
            a/Format     | format          | (Ljava/lang/String;[Ljava/lang/Object;)V    | true
            a/Format     | format          | (Ljava/util/Locale;[Ljava/lang/Object;)V    | false
            a/Format     | <init>          | ([I)V                                       | true
            a/Format     | <init>          | (I)V                                        | false
            a/File       | isHidden        | ()Z                                         | true
            a/File       | isAbsolute      | ()Z                                         | false
            a/client/Sql | fetchOne        | (J)V                                        | true
            a/client/Sql | getForObject    | (J)V                                        | true
            a/client/Sql | <init>          | ()V                                         | false
            a/clients    | fetchOne        | (J)V                                        | false
            """)
    void namesMatchByStarsAndParameters(String owner, String name, String descriptor, boolean expected) {
        assertThat(NAMES.contains(new MethodRef(owner, name, descriptor))).isEqualTo(expected);
    }
}
