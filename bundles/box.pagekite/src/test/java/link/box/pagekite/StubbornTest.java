package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import link.box.api.work.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our own client with frontends that behave as they should not. */
class StubbornTest extends WithPlayed {
    @Test
    void one_of_ours_is_answered_on_the_same_connection() throws Exception {
        String kite = Played.value(frontend.next(), "X-PageKite");
        frontend.answer("X-PageKite-Features: AddKites\r\nX-PageKite-Features: BoxTunnel\r\nX-PageKite-SignThis: "
                + kite.substring(0, kite.length() - 1) + "f1\r\n");
        assertTrue(frontend.until("\r\n\r\n").contains("NOOP: 1\r\nX-PageKite: https:" + HOST + ":"));
        assertFalse(flies());
        frontend.chunk("NOOP: 1\r\n" + OK, "!");
        clockwork.until("flies", SOON, this::flies);
    }

    @Test
    void a_stream_leads_to_the_box_and_its_answer_back() throws Exception {
        fly();
        frontend.chunk("SID: 5\r\nProto: https\r\nHost: " + HOST + "\r\nPort: 443\r\nRIP: 192.0.2.1\r\nRPort: 9\r\n", "hello");
        try (var inside = box.accept()) {
            assertEquals(new InetSocketAddress("192.0.2.1", 9), box.source().orElseThrow());
            assertEquals("hello", new String(inside.getInputStream().readNBytes(5)));
            inside.getOutputStream().write("answer".getBytes());
            assertEquals("10\r\nSID: 5\r\n\r\nanswer", frontend.until("answer"));
        }
        assertTrue(frontend.until("\r\n\r\n").contains("SID: 5\r\nEOF: 1R"));
    }

    @ParameterizedTest
    @CsvSource({"RIP: ::ffff:192.0.2.1, 192.0.2.1", "RIP: 2001:db8::1, 2001:db8::1", "RIP: [2001:db8::1], 2001:db8::1", "RIP: unknown,",
        "RIP:,", "X: y,"})
    void the_box_is_told_where_a_stream_comes_from_if_that_is_known(String line, String source) throws Exception {
        fly();
        frontend.chunk("SID: 5\r\nProto: https\r\n" + line + "\r\nRPort: 9\r\n", "hello");
        try (var inside = box.accept()) {
            assertEquals(Optional.ofNullable(source).map(address -> new InetSocketAddress(address, 9)), box.source());
            assertEquals("hello", new String(inside.getInputStream().readNBytes(5)));
        }
    }

    @Test
    void a_visitor_who_comes_just_before_the_verdict_is_led_to_the_box() throws Exception {
        String kite = Played.value(frontend.next(), "X-PageKite");
        frontend.answer("X-PageKite-Features: AddKites\r\nX-PageKite-Features: BoxTunnel\r\nX-PageKite-SignThis: "
                + kite.substring(0, kite.length() - 1) + "f1\r\n");
        frontend.until("\r\n\r\n");
        frontend.chunk("SID: 5\r\nProto: https\r\n", "hello");
        try (var inside = box.accept()) {
            assertEquals("hello", new String(inside.getInputStream().readNBytes(5)));
        }
    }

    @Test
    void a_box_that_does_not_listen_costs_the_stream_and_not_the_tunnel() throws Exception {
        fly();
        box.close();
        frontend.chunk("SID: 5\r\nProto: https\r\n", "hello");
        assertEquals("14\r\nSID: 5\r\nEOF: 1WR\r\n\r\n", frontend.until("1WR\r\n\r\n"));
        assertTrue(flies());
    }

    @Test
    void one_that_never_answers_is_left_after_ten_seconds() throws Exception {
        frontend.next();
        fast.until("said", SOON, () -> failure().startsWith("the kite does not fly: the frontend 127.0.0.1:"));
        assertTrue(frontend.isLeft());
    }

    @Test
    void garbage_is_said_and_the_connection_left() throws Exception {
        frontend.next();
        frontend.say("HTTP/1.1 404 Not Found\r\n\r\n");
        clockwork.until("said", SOON, () -> failure().equals("the frontend answers \"HTTP/1.1 404 Not Found\""));
        assertTrue(frontend.isLeft());
        waitForTheNext();
        frontend.say("x".repeat(20_000));
        clockwork.until("said", SOON, () -> failure().contains("no end of the headers within 16384 bytes"));
        assertTrue(frontend.isLeft());
    }

    @Test
    void to_try_again_is_no_success_before_the_kite_flies() throws Exception {
        for (int i = 0; i < 3; i++) {
            waitForTheNext();
            assertEquals(i == 0 ? "" : "the frontend answers \"HTTP/1.1 404 Not Found\"", failure());
            frontend.say("HTTP/1.1 404 Not Found\r\n\r\n");
        }
        waitForTheNext();
        frontend.answer(OK);
        clockwork.until("flies", SOON, this::flies);
        assertEquals("", failure());
    }

    private void waitForTheNext() {
        CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> {
            try {
                frontend.next();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        clockwork.until("asks", SOON, asked::isDone);
        asked.join();
    }

    @Test
    void garbage_in_a_tunnel_ends_it_with_its_reason() throws Exception {
        fly();
        frontend.say("HTTP/1.1 500 I am confused\r\n");
        clockwork.until("said", SOON, () -> failure().equals("the tunnel has ended: the far end broke the protocol: "
                + "a chunk's length that is no hexadecimal number"));
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    @Test
    void a_name_that_somebody_else_holds_is_trouble_when_it_lasts() throws Exception {
        CompletableFuture<Void> refusing = CompletableFuture.runAsync(() -> refuseAll("X-PageKite-Duplicate: https:" + HOST + ":salt\r\n"));
        fast.until("tried", SOON, () -> failure().equals("the kite does not fly: the frontend holds another tunnel for " + HOST));
        assertEquals(List.of(), registry.of(Trouble.class));
        fast.until("it is trouble", SOON, () -> !registry.of(Trouble.class).isEmpty());
        assertTrue(registry.of(Trouble.class).get(0).what().endsWith("holds another tunnel for " + HOST));
        assertTrue(registry.of(Trouble.class).get(0).remedy().contains("no copy of this Box's data"));
        assertFalse(refusing.isDone());
    }

    @Test
    void a_frontend_that_cannot_decide_for_long_is_trouble_and_no_talk_of_a_second_box() throws Exception {
        CompletableFuture<Void> refusing = CompletableFuture.runAsync(() -> refuseAll("X-PageKite-Invalid: https:" + HOST
                + ":salt\r\nX-PageKite-Invalid-Why: https:" + HOST + ":salt;undecided\r\n"));
        fast.until("it is trouble", SOON, () -> !registry.of(Trouble.class).isEmpty());
        assertTrue(registry.of(Trouble.class).get(0).remedy().startsWith("ask the operator of the frontend and the zone"));
        assertFalse(refusing.isDone());
    }

    private void refuseAll(String lines) {
        try {
            while (true) {
                frontend.next();
                frontend.answer(lines);
            }
        } catch (IOException e) {
            System.err.println("refused the last: " + e.getMessage());
        }
    }

    @Test
    void a_challenge_for_another_kite_is_not_signed() throws Exception {
        frontend.next();
        frontend.answer("X-PageKite-SignThis: https:bank.test:b:f\r\n");
        clockwork.until("said", SOON, () -> failure().contains("a challenge for a kite that is not ours"));
    }
}
