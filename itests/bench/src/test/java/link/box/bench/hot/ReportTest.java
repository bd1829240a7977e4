package link.box.bench.hot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final String HTTPS = "link.box.https";
    private static final String LOGIN = "link.box.login";
    private static final String TUNNEL = "link.box.pagekite";
    private static final double LITTLE = 0.4;

    private static Update update(String bundle, double gap, int refused, int kites, int failed) {
        Probe.Way login = new Probe.Way("login page", Set.of(HTTPS, LOGIN), 1, "box.test", "GET /login HTTP/1.1", 200, true, 1);
        return new Update(bundle, 3, new AcceptGap.Seen(gap, refused), kites, List.of(new Probe.Seen(login, 10, failed, 20, "")), "");
    }

    private static boolean kept(Update update) {
        return new Report(List.of(update), LITTLE).kept();
    }

    @Test
    void what_a_bundle_serves_itself_is_not_elsewhere() {
        assertEquals(0, new Report(List.of(update(LOGIN, 0, 0, 0, 3)), LITTLE).line().getInt("failed_elsewhere"));
        assertEquals(3, new Report(List.of(update("link.box.dns", 0, 0, 0, 3)), LITTLE).line().getInt("failed_elsewhere"));
    }

    @Test
    void what_a_bundle_serves_itself_is_held_and_not_failed() {
        assertEquals(3, new Report(List.of(update(LOGIN, 0, 0, 0, 3)), LITTLE).line().getJsonObject("held").getInt("failed"));
        assertFalse(kept(update(LOGIN, 0, 0, 0, 3)));
        assertEquals(0, new Report(List.of(update("link.box.dns", 0, 0, 0, 0)), LITTLE).line().getJsonObject("held").getInt("requests"));
    }

    @Test
    void a_new_kite_is_a_lost_tunnel_unless_it_is_box_pagekite_that_is_updated() {
        assertEquals(2, new Report(List.of(update(TUNNEL, 0, 0, 1, 0), update(LOGIN, 0, 0, 2, 0)), LITTLE).line().getInt("tunnel_lost"));
        assertTrue(kept(update(TUNNEL, 0, 0, 1, 0)));
        assertFalse(kept(update(LOGIN, 0, 0, 1, 0)));
    }

    @Test
    void only_box_https_may_have_a_gap_and_a_short_one() {
        assertTrue(kept(update(HTTPS, 99, 0, 0, 0)));
        assertFalse(kept(update(HTTPS, 101, 0, 0, 0)));
        assertFalse(kept(update(LOGIN, 1, 0, 0, 0)));
    }

    @Test
    void a_refused_connection_and_growth_are_no_promise_kept() {
        assertFalse(kept(update(HTTPS, 9, 1, 0, 0)));
        assertFalse(new Report(List.of(update(LOGIN, 0, 0, 0, 0)), 2.1).kept());
    }

    @Test
    void a_release_that_was_given_up_is_no_update() {
        Update one = update(LOGIN, 0, 0, 0, 0);
        Report report = new Report(List.of(one, new Update(LOGIN, 3, one.gap(), 0, one.probes(), "it is ill")), LITTLE);
        assertEquals(1, report.line().getInt("updates"));
        assertFalse(report.kept());
    }

    @Test
    void the_gap_is_told_for_each_bundle() {
        Report report = new Report(List.of(update(HTTPS, 12.34, 0, 0, 0), update(LOGIN, 0, 0, 0, 0)), LITTLE);
        assertEquals("{\"updates\":2,\"failed_elsewhere\":0,\"tunnel_lost\":0,\"gap_p99_ms\":{\"link.box.https\":12.3,"
                + "\"link.box.login\":0.0},\"refused\":0,\"growth_pct\":0.4,"
                + "\"held\":{\"requests\":20,\"failed\":0,\"longest_ms\":20},\"least_of_one_bundle\":1}", report.line().toString());
    }
}
