package io.memo.spring.console;

import io.memo.Memoizer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.json.JsonWriter;

/**
 * Serves the console: the page below its own path, and below {@code api} what the page shows. {@code DELETE api/entries} lets
 * go of entries, of one method if a {@code name} is given; it is refused while the console is read-only, and whenever a page
 * of another origin asks. All that needs no session, and answers are kept by nobody.
 */
public final class ConsoleServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Logger LOGGER = LoggerFactory.getLogger(ConsoleServlet.class);
    private static final String CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> FILES = Map.of(
            "/", "console.html",
            "/console.css", "console.css",
            "/console.js", "console.js",
            "/chart.js", "chart.js",
            "/graph.js", "graph.js",
            "/layout.js", "layout.js",
            "/format.js", "format.js",
            "/icon.svg", "icon.svg");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final transient Memoizer memoizer;
    private final transient Answers answers;
    private final boolean readOnly;

    /**
     * @param memoizer the engine to show
     * @param alerts the mutation alerts to show
     * @param readOnly whether nothing can be changed
     */
    public ConsoleServlet(Memoizer memoizer, MutationLog alerts, boolean readOnly) {
        this.memoizer = memoizer;
        this.answers = new Answers(memoizer, alerts);
        this.readOnly = readOnly;
    }

    /** Says where the console is. */
    @Override
    public void init() {
        String path = getServletContext().getServletRegistration(getServletName()).getMappings().stream()
                .findFirst()
                .map(mapping -> mapping.replace("/*", ""))
                .orElse("");
        LOGGER.info(
                "The console of memo is at '{}{}'{}",
                getServletContext().getContextPath(),
                path,
                readOnly ? "" : ", and may clear entries");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        protect(response);
        String path = request.getPathInfo();
        if (path == null) {
            // Relative, so that it holds behind any proxy.
            String own = request.getServletPath();
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", "./" + own.substring(own.lastIndexOf('/') + 1) + "/");
        } else if (path.equals("/api/methods")) {
            Map<String, @Nullable Object> overview = answers.overview();
            overview.put("readOnly", readOnly);
            Requests.Csrf csrf = readOnly ? null : Requests.csrf(request);
            if (csrf != null) {
                overview.put("csrf", Map.of("header", csrf.header(), "token", csrf.token()));
            }
            send(response, overview);
        } else if (path.equals("/api/method")) {
            send(response, answers.method(name(request)));
        } else if (path.equals("/api/graph")) {
            send(response, answers.graph(name(request)));
        } else {
            file(FILES.get(path), response);
        }
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        protect(response);
        String name = request.getParameter("name");
        if (!"/api/entries".equals(request.getPathInfo())) {
            refuse(response, HttpServletResponse.SC_NOT_FOUND, "There is nothing here.");
        } else if (readOnly) {
            refuse(
                    response,
                    HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                    "The console is read-only. Set memo.console.read-only=false to clear entries from it.");
        } else if (!Requests.isSameOrigin(request)) {
            refuse(response, HttpServletResponse.SC_FORBIDDEN, "Only the console's own page may clear entries.");
        } else if (name == null) {
            memoizer.clear();
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else if (answers.named(name).isEmpty()) {
            refuse(response, HttpServletResponse.SC_NOT_FOUND, "No memoized method has this name.");
        } else {
            memoizer.clear(name);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }

    private static String name(HttpServletRequest request) {
        String name = request.getParameter("name");
        return name == null ? "" : name;
    }

    private static void protect(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", CSP);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    private static void send(HttpServletResponse response, Optional<Map<String, @Nullable Object>> answer)
            throws IOException {
        if (answer.isEmpty()) {
            refuse(response, HttpServletResponse.SC_NOT_FOUND, "No memoized method has this name.");
        } else {
            send(response, answer.get());
        }
    }

    private static void send(HttpServletResponse response, Map<String, ? extends @Nullable Object> answer)
            throws IOException {
        byte[] json =
                JsonWriter.standard().writeToString(new LinkedHashMap<>(answer)).getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    private static void refuse(HttpServletResponse response, int status, String why) throws IOException {
        response.setStatus(status);
        send(response, Map.of("problem", why));
    }

    private static void file(@Nullable String file, HttpServletResponse response) throws IOException {
        try (InputStream content = file == null ? null : ConsoleServlet.class.getResourceAsStream("page/" + file)) {
            if (file == null || content == null) {
                refuse(response, HttpServletResponse.SC_NOT_FOUND, "There is nothing here.");
                return;
            }
            response.setContentType(TYPES.get(file.substring(file.lastIndexOf('.') + 1)));
            content.transferTo(response.getOutputStream());
        }
    }
}
