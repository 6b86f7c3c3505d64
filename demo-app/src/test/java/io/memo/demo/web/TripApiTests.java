package io.memo.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Memoizer;
import io.memo.demo.airports.WorkFiles;
import io.memo.demo.tour.DistanceUnit;
import io.memo.demo.tour.Search;
import io.memo.demo.tour.TourSettings;
import io.memo.demo.web.MutationAlerts.Alert;
import io.memo.demo.web.StateView.MethodView;
import io.memo.demo.web.StateView.SettingsView;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** What the page asks for, over HTTP and through the starter. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "demo.data.directory=target/api-test-data")
class TripApiTests {

    private RestTestClient client;

    @BeforeEach
    void startAfresh(
            @LocalServerPort int port,
            @Autowired Memoizer memoizer,
            @Autowired WorkFiles files,
            @Autowired TourSettings settings,
            @Autowired MutationAlerts alerts) {
        client = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build();
        files.edit(false);
        settings.setUnit(DistanceUnit.KILOMETRES);
        settings.setSearch(Search.TWO_OPT);
        memoizer.clear();
        alerts.forget(RoundTrips.PLAN);
    }

    @Test
    void secondCallHits() {
        assertThat(trip(30).planning().hit()).isFalse();
        assertThat(trip(30).planning().hit()).isTrue();
    }

    @Test
    void otherArgumentMissesAndTheFirstStillHits() {
        trip(30);
        assertThat(trip(31).planning().hit()).isFalse();
        assertThat(trip(30).planning().hit()).isTrue();
    }

    @Test
    void otherConfigurationMissesAndTheFirstHitsAgain() {
        TripView kilometres = trip(30);
        change(DistanceUnit.MILES, Search.TWO_OPT);
        TripView miles = trip(30);
        assertThat(miles.planning().hit()).isFalse();
        assertThat(miles.length()).isLessThan(kilometres.length());

        change(DistanceUnit.KILOMETRES, Search.TWO_OPT);
        assertThat(trip(30).planning().hit()).isTrue();
        assertThat(trip(30).length()).isEqualTo(kilometres.length());
    }

    @Test
    void editedDataFileMissesAndHitsAgainWhenPutBack() {
        trip(30);
        client.put().uri("/api/edit").exchange().expectStatus().isOk();
        TripView edited = trip(30);
        assertThat(edited.reading().hit()).isFalse();
        assertThat(edited.planning().hit()).isFalse();
        assertThat(edited.stops()).extracting(TripView.Stop::iata).contains("ROW");

        client.delete().uri("/api/edit").exchange().expectStatus().isOk();
        TripView putBack = trip(30);
        assertThat(putBack.reading().hit()).isTrue();
        assertThat(putBack.planning().hit()).isTrue();
    }

    @Test
    void changeBehindTheBackOfTheCacheIsAlertedUntilLetGo() {
        trip(30);
        assertThat(state().alerts()).isEmpty();
        spoil();
        trip(30);
        assertThat(state().alerts()).hasSize(1);
        Alert alert = state().alerts().get(0);
        assertThat(alert.method()).isEqualTo(RoundTrips.PLAN);
        assertThat(alert.places()).isNotEmpty().allMatch(place -> place.startsWith("result.stops["));

        client.delete()
                .uri("/api/entries/" + RoundTrips.PLAN)
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(state().alerts()).isEmpty();
        assertThat(trip(30).planning().hit()).isFalse();
        assertThat(state().alerts()).isEmpty();
    }

    @Test
    void changeTakenBackIsNotAlerted() {
        trip(30);
        spoil();
        trip(30);
        spoil();
        assertThat(trip(30).planning().hit()).isTrue();
        assertThat(state().alerts()).isEmpty();
    }

    @Test
    void oneConnectionServesEveryRequest() {
        int requests = trip(30).tower().requests();
        TripView next = trip(40);
        assertThat(next.tower().requests()).isEqualTo(requests + 1);
    }

    @Test
    void methodsAreListedWithTheirFigures() {
        trip(30);
        assertThat(state().methods())
                .extracting(MethodView::name)
                .containsExactly(
                        "AirportCatalogue.all", "AirportCatalogue.busiest", "TourPlanner.plan", "Tower.connect");
        assertThat(state().methods())
                .allSatisfy(method -> assertThat(method.fingerprint()).hasSize(8));
    }

    @Test
    void numberOutOfRangeIsToldWithTheRange() {
        String problem = client.get()
                .uri("/api/trip?airports=301")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.BAD_REQUEST)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(problem).contains("airports is 301 but must lie between 10 and 300");
    }

    @Test
    void incompleteConfigurationIsRefused() {
        client.put()
                .uri("/api/settings")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"unit\":\"MILES\"}")
                .exchange()
                .expectStatus()
                .isBadRequest();
        assertThat(state().settings().unit()).isEqualTo(DistanceUnit.KILOMETRES);
    }

    @Test
    void actuatorListsThePlanner() {
        String memo = client.get()
                .uri("/actuator/memo")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(memo).contains("TourPlanner.plan");
    }

    private TripView trip(int airports) {
        return get("/api/trip?airports=" + airports, TripView.class);
    }

    private StateView state() {
        return get("/api/state", StateView.class);
    }

    private void spoil() {
        client.put()
                .uri("/api/trip/spoiled?airports=30")
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    private void change(DistanceUnit unit, Search search) {
        client.put()
                .uri("/api/settings")
                .body(new SettingsView(unit, search))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private <T> T get(String path, Class<T> type) {
        return Objects.requireNonNull(client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(type)
                .returnResult()
                .getResponseBody());
    }
}
