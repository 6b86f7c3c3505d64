package io.memo.acceptance.ordinary;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.memo.Memoize;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Services that make what they talk with in their constructors. */
final class HeldClients {

    private HeldClients() {}

    @Component("NamedParameterJdbcTemplate")
    static class WithJdbcTemplate implements Lookup {

        private final DataSource source;
        private NamedParameterJdbcTemplate jdbc;

        WithJdbcTemplate(DataSource source) {
            this.source = source;
            this.jdbc = new NamedParameterJdbcTemplate(source);
        }

        @Override
        @Memoize(ttl = "10m")
        public String look(String key) {
            return jdbc.queryForObject("select upper(:key)", Map.of("key", key), String.class) + "!";
        }

        @Override
        public void renew() {
            jdbc = new NamedParameterJdbcTemplate(source);
        }
    }

    @Component("SimpleJdbcInsert")
    static class WithInsert implements Lookup {

        private final DataSource source;
        private SimpleJdbcInsert insert;

        WithInsert(DataSource source) {
            this.source = source;
            this.insert = made();
        }

        private SimpleJdbcInsert made() {
            return new SimpleJdbcInsert(source).withTableName("member");
        }

        @Override
        @Memoize(ttl = "10m")
        public String look(String key) {
            return insert.getTableName() + key;
        }

        @Override
        public void renew() {
            insert = made();
        }
    }

    @Component("RestClient")
    static class WithRestClient implements Lookup {

        private final Remote remote;
        private RestClient rest = RestClient.builder().build();

        WithRestClient(Remote remote) {
            this.remote = remote;
        }

        @Override
        @Memoize(ttl = "10m")
        public String look(String key) {
            return rest.get().uri(remote.at(key)).retrieve().body(String.class) + "!";
        }

        @Override
        public void renew() {
            rest = RestClient.builder().build();
        }
    }

    @Component("RestTemplate")
    static class WithRestTemplate implements Lookup {

        private final Remote remote;
        private RestTemplate rest = new RestTemplate();

        WithRestTemplate(Remote remote) {
            this.remote = remote;
        }

        @Override
        @Memoize(ttl = "10m")
        public String look(String key) {
            return rest.getForObject(remote.at(key), String.class) + "!";
        }

        @Override
        public void renew() {
            rest = new RestTemplate();
        }
    }

    @Component("HttpClient")
    static class WithHttpClient implements Lookup {

        private final Remote remote;
        private HttpClient http = HttpClient.newHttpClient();

        WithHttpClient(Remote remote) {
            this.remote = remote;
        }

        @Override
        @Memoize(ttl = "10m")
        public String look(String key) {
            try {
                return http.send(HttpRequest.newBuilder(remote.at(key)).build(), BodyHandlers.ofString())
                        .body();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void renew() {
            http = HttpClient.newHttpClient();
        }
    }

    @Component("ObjectMapper")
    static class WithMapper implements Lookup {

        private ObjectMapper mapper = JsonMapper.builder().build();

        @Override
        @Memoize
        public String look(String key) {
            return mapper.writeValueAsString(Map.of("key", key));
        }

        @Override
        public void renew() {
            mapper = JsonMapper.builder().build();
        }
    }

    @Component("Caffeine")
    static class WithCaffeine implements Lookup {

        private Cache<String, Integer> lengths =
                Caffeine.newBuilder().maximumSize(10).build();

        @Override
        @Memoize
        public String look(String key) {
            return key + lengths.get(key, String::length);
        }

        @Override
        public void renew() {
            lengths = Caffeine.newBuilder().maximumSize(10).build();
        }
    }
}
