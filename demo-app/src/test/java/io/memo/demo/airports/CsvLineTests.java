package io.memo.demo.airports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvLineTests {

    @Test
    void commasSeparateValues() {
        assertThat(CsvLine.of("a,,c").values()).containsExactly("a", "", "c");
    }

    @Test
    void commaInQuotesIsPartOfTheValue() {
        assertThat(CsvLine.of("35A,\"Union County, Troy Shelton\",Union").text(1))
                .isEqualTo("Union County, Troy Shelton");
    }

    @Test
    void doubledQuoteMeansItself() {
        assertThat(CsvLine.of("DBN,\"W. H. \"\"Bud\"\" Barron\",Dublin").text(1))
                .isEqualTo("W. H. \"Bud\" Barron");
    }
}
