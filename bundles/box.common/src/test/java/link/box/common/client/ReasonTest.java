package link.box.common.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void the_innermost_failure_is_the_reason() {
        IOException inner = new IOException("the cable is cut");
        assertEquals("the cable is cut", Reason.of(new IOException("outer", new IllegalStateException(inner))));
    }

    @Test
    void one_without_words_is_named_by_its_kind() {
        assertEquals("IllegalStateException", Reason.of(new IllegalStateException(" ")));
    }

    @Test
    void a_refused_connection_has_words_of_ours() {
        assertEquals("no connection", Reason.of(new IOException(new ConnectException())));
    }

    @Test
    void a_timeout_is_one_even_if_a_refusal_is_behind_it() {
        HttpConnectTimeoutException timeout = new HttpConnectTimeoutException("HTTP connect timed out");
        timeout.initCause(new ConnectException("HTTP connect timed out"));
        assertEquals("HTTP connect timed out", Reason.of(timeout));
    }
}
