package io.memo.demo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.acceptance.ChildJvm;
import io.memo.demo.DemoApplication;
import io.memo.demo.web.StateView.MethodView;
import io.memo.demo.web.StateView.SettingsView;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The demo in a Java process of its own, on a free port, asked over HTTP. */
final class DemoProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String STARTED = "INFO Tomcat started on port ";

    private final ChildJvm process;
    private final RestTestClient client;

    private DemoProcess(ChildJvm process) {
        this.process = process;
        String port = process.line(STARTED, 1).split(" ")[0];
        client = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build();
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param classes the demo's own
     * @param settings such as {@code --demo.tour.unit=miles}
     */
    static DemoProcess start(Path classes, List<String> settings) {
        return start(classes, List.of(), settings);
    }

    /**
     * The same.
     *
     * @param options of the JVM
     */
    static DemoProcess start(Path classes, List<String> options, List<String> settings) {
        List<String> command = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(classes)));
        command.addAll(options);
        command.add(DemoApplication.class.getName());
        command.addAll(List.of(
                "--server.port=0", "--logging.pattern.console=%level %msg%n", "--logging.charset.console=UTF-8"));
        command.addAll(settings);
        return new DemoProcess(ChildJvm.start(command.toArray(String[]::new)));
    }

    /** Returns the folder of the demo's own classes, as they are. */
    static Path classes() {
        try {
            return Path.of(DemoApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String classPath(Path classes) {
        Stream<String> libraries = Stream.of(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> !Path.of(each).equals(classes()))
                .filter(each -> !each.endsWith("test-classes"))
                .filter(each -> !each.contains("devtools"));
        return Stream.concat(Stream.of(classes.toString()), libraries).collect(Collectors.joining(File.pathSeparator));
    }

    TripView trip(int airports) {
        return get("/api/trip?airports=" + airports, TripView.class);
    }

    void spoil(int airports) {
        client.put()
                .uri("/api/trip/spoiled?airports=" + airports)
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    String backdrop() {
        return get("/api/backdrop", String.class);
    }

    void set(SettingsView settings) {
        client.put()
                .uri("/api/settings")
                .body(settings)
                .exchange()
                .expectStatus()
                .isOk();
    }

    void edit() {
        client.put().uri("/api/edit").exchange().expectStatus().isOk();
    }

    void undoEdit() {
        client.delete().uri("/api/edit").exchange().expectStatus().isOk();
    }

    StateView state() {
        return get("/api/state", StateView.class);
    }

    MethodView planner() {
        return state().methods().stream()
                .filter(method -> method.name().equals(RoundTrips.PLAN))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until a tour is kept outside the process. */
    void awaitKept() {
        await().atMost(PATIENCE).until(() -> tier().puts().stored() > 0);
    }

    /** Waits until it has told of a changed result, which it may find behind its callers. */
    void awaitAlert() {
        await().atMost(PATIENCE).until(() -> !state().alerts().isEmpty());
    }

    /** Waits until it is not kept from reading what others have, as it is until the store answers for the first time. */
    void awaitReading() {
        await().atMost(PATIENCE).until(() -> !tier().readsPaused());
    }

    long hitsOutside() {
        return tier().gets().hit();
    }

    String health() {
        return get("/actuator/health", Health.class).status();
    }

    /** Returns the lines that it logged as warnings or errors. */
    List<String> complaints() {
        return process.lines().stream()
                .filter(line -> line.startsWith("WARN") || line.startsWith("ERROR"))
                .toList();
    }

    private Tier tier() {
        List<Tier> tiers =
                get("/actuator/memo/" + RoundTrips.PLAN, Details.class).tiers();
        assertThat(tiers).hasSize(1);
        return tiers.get(0);
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

    @Override
    public void close() {
        process.close();
    }

    private record Details(List<Tier> tiers) {}

    private record Tier(Gets gets, Puts puts, boolean readsPaused) {}

    private record Gets(long hit) {}

    private record Puts(long stored) {}

    private record Health(String status) {}
}
