package io.memo.acceptance;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Talks to the actuator of an application, or to something else that it serves. */
final class Http {

    private final HttpClient client = HttpClient.newHttpClient();
    private final String root;

    Http(OutsideApplication application) {
        this(application, "/actuator/");
    }

    Http(OutsideApplication application, String path) {
        this.root = "http://localhost:" + application.property("local.server.port") + path;
    }

    HttpResponse<String> send(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    <T> T get(String path, String jsonPath) {
        HttpResponse<String> response = send("GET", path);
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
        }
        return JsonPath.read(response.body(), jsonPath);
    }

    /** The first measurement of a meter. */
    double meter(String query) {
        return this.<Number>get("metrics/" + query, "$.measurements[0].value").doubleValue();
    }
}
