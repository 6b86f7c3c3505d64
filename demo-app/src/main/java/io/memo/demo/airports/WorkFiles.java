package io.memo.demo.airports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The demo's own copies of the data files, made afresh at start-up so that they may be edited. */
@Component
public class WorkFiles {

    /** What the button on the page adds: enough flights to make a small airport the busiest of all. */
    static final String EDIT = "ROW,ROW,1000000\n";

    private final DataFile airports;
    private final DataFile flights;

    WorkFiles(Location location) throws IOException {
        Files.createDirectories(location.directory());
        this.airports = copy("airports.csv", location.directory());
        this.flights = copy("flights-airport.csv", location.directory());
    }

    /** Returns the file of airports. */
    public DataFile airports() {
        return airports;
    }

    /** Returns the file of flights between them. */
    public DataFile flights() {
        return flights;
    }

    /** Says whether the file of flights is edited now. */
    public boolean edited() {
        return read().endsWith(EDIT);
    }

    /** Edits the file of flights, or takes the edit back; does nothing if it is so already. */
    public synchronized void edit(boolean edited) {
        String text = read();
        if (edited == text.endsWith(EDIT)) {
            return;
        }
        replace(edited ? text + EDIT : text.substring(0, text.length() - EDIT.length()));
    }

    private String read() {
        try {
            return Files.readString(flights.path(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In one step, so that a call under way reads the old file or the new one, never half of it. */
    private void replace(String text) {
        try {
            Path next = flights.path().resolveSibling("flights-airport.csv.next");
            Files.writeString(next, text, StandardCharsets.UTF_8);
            Files.move(next, flights.path(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataFile copy(String name, Path directory) throws IOException {
        Path target = directory.resolve(name);
        try (InputStream bundled = new ClassPathResource("data/" + name).getInputStream()) {
            Files.copy(bundled, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return new DataFile(target);
    }

    /**
     * Where the copies live.
     *
     * @param directory made if it does not exist
     */
    @ConfigurationProperties("demo.data")
    record Location(Path directory) {}
}
