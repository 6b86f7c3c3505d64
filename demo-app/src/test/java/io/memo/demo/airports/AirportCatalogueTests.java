package io.memo.demo.airports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AirportCatalogueTests {

    private final AirportCatalogue catalogue = new AirportCatalogue();
    private WorkFiles files;

    @BeforeEach
    void copyData(@TempDir Path directory) throws Exception {
        files = new WorkFiles(new WorkFiles.Location(directory));
    }

    @Test
    void everyAirportOfTheFileIsRead() {
        assertThat(catalogue.all(files.airports())).hasSize(3376);
    }

    @Test
    void busiestComeFirst() {
        assertThat(catalogue.busiest(files.airports(), files.flights()))
                .hasSize(305)
                .extracting(Airport::iata)
                .startsWith("ATL", "ORD", "DFW", "DEN", "LAX");
    }

    @Test
    void airportWithoutKnownCityGoesByItsName() {
        assertThat(catalogue.all(files.airports()))
                .filteredOn(airport -> airport.iata().equals("HHH"))
                .extracting(Airport::place)
                .containsExactly("Hilton Head");
    }

    @Test
    void editMakesRoswellTheBusiestAndCanBeTakenBack() {
        files.edit(true);
        assertThat(files.edited()).isTrue();
        assertThat(catalogue.busiest(files.airports(), files.flights()).get(0).iata())
                .isEqualTo("ROW");

        files.edit(false);
        assertThat(files.edited()).isFalse();
        assertThat(catalogue.busiest(files.airports(), files.flights()).get(0).iata())
                .isEqualTo("ATL");
    }

    @Test
    void editingTwiceIsEditingOnce() throws Exception {
        files.edit(true);
        int lines = files.flights().lines().size();
        files.edit(true);
        assertThat(files.flights().lines()).hasSize(lines);
    }
}
