package link.box.login.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsTest {
    private static final Clients CLIENTS = new Clients(false);

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example", "https://app.example:8443", "https://xn--bcher-kva.example", "https://1.2.3.4",
        "https://a", "https://a-b.c-d.example:65535"})
    void an_https_origin_as_browsers_write_it_is_an_app(String id) {
        assertTrue(CLIENTS.good(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "*", "http://app.example", "https://", "https://app.example/", "https://app.example:443",
        "https://app.example:0", "https://app.example:65536", "https://app.example:08", "https://App.example", "https://app.example.",
        "https://-a.example", "https://a-.example", "https://a..b", "https://ann@app.example", "https://a_b.example", "https://[::1]",
        "https://b\u00fccher.example", "https://app.example\n", " https://app.example", "https://app.example,https://b.example",
        "ftp://app.example", "https:app.example", "http://localhost:3000", "http://127.0.0.1:3000"})
    void anything_else_is_none(String id) {
        assertFalse(CLIENTS.good(id));
    }

    @Test
    void a_name_that_is_too_long_is_none() {
        assertFalse(CLIENTS.good("https://" + "a.".repeat(127) + "example"));
    }

    @Test
    void a_developers_own_machine_counts_only_where_that_is_switched_on() {
        Clients dev = new Clients(true);
        for (String id : List.of("http://localhost:3000", "http://127.0.0.1:8080", "https://app.example")) {
            assertTrue(dev.good(id), id);
        }
        for (String id : List.of("http://localhost", "http://localhost:80", "http://127.0.0.2:80", "http://app.example:3000",
                "http://localhost.evil:1", "http://[::1]:3000")) {
            assertFalse(dev.good(id), id);
        }
    }

    @Test
    void of_a_list_the_good_ones_count_in_their_order() {
        assertEquals(List.of("https://b.example", "https://a.example"),
                List.copyOf(CLIENTS.list(" https://b.example:443 ,http://x.example,,https://a.example,https://b.example")));
        assertEquals("app.example", Clients.host("https://app.example:8443"));
    }
}
