package io.memo.acceptance.ordinary;

import java.net.URI;
import org.springframework.stereotype.Component;

/** Where the other side is reached. */
@Component
class Remote {

    private final int port;

    Remote(RemoteServer server) {
        this.port = server.port();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + "/" + path);
    }
}
