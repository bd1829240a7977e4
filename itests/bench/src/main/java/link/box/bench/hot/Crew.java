package link.box.bench.hot;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import link.box.lab.Lab;

/** Those who use a Box while it is updated, at home and from outside. */
final class Crew implements AutoCloseable {
    private static final String HTTPS = "link.box.https";
    private static final String LOGIN = "link.box.login";
    private static final String TUNNEL = "link.box.pagekite";
    private static final String PING = "GET /ping HTTP/1.1";
    private static final String LOGIN_PAGE = "GET /login HTTP/1.1\r\nAccept: text/html";
    private static final String CLOSE = "\r\nConnection: close";
    private static final int OK = 200;
    private static final int EMPTY = 204;
    private static final long HOME_MILLIS = 40;
    private static final long OUTSIDE_MILLIS = 100;

    private final Knocker knocker;
    private final List<Probe> probes = new ArrayList<>();

    /**
     * @param main the Box's name
     * @param cookies of somebody who is logged in at home
     */
    Crew(Lab lab, String main, String cookies) {
        int home = lab.boxPort();
        int frontend = lab.frontendPort();
        String outside = "remote." + main;
        String lamp = "GET /d/lamp/ HTTP/1.1\r\nAccept: text/html\r\nCookie: " + cookies;
        List.of(new Probe.Way("ping", Set.of(HTTPS), home, main, PING + CLOSE, EMPTY, false, HOME_MILLIS),
                new Probe.Way("open ping", Set.of(HTTPS), home, main, PING, EMPTY, true, HOME_MILLIS),
                new Probe.Way("login page", Set.of(HTTPS, LOGIN), home, main, LOGIN_PAGE, OK, true, HOME_MILLIS),
                new Probe.Way("lamp", Set.of(HTTPS, LOGIN, "link.sample.device"), home, main, lamp, OK, true, HOME_MILLIS),
                new Probe.Way("ping from outside", Set.of(HTTPS, TUNNEL), frontend, outside, PING + CLOSE, EMPTY, false, OUTSIDE_MILLIS),
                new Probe.Way("login page from outside", Set.of(HTTPS, TUNNEL, LOGIN), frontend, outside, LOGIN_PAGE, OK, true,
                        OUTSIDE_MILLIS)).forEach(way -> probes.add(Probe.of(way)));
        knocker = Knocker.at(home);
    }

    /** @return what they saw at the port at home since they were asked last */
    AcceptGap.Seen gap() {
        return knocker.look();
    }

    /** @return what they saw of pages since they were asked last */
    List<Probe.Seen> pages() {
        return probes.stream().map(Probe::look).toList();
    }

    /** Whether they pause; connections stay open. */
    void rest(boolean now) {
        knocker.rest(now);
        probes.forEach(each -> each.rest(now));
    }

    @Override
    public void close() {
        knocker.close();
        probes.forEach(Probe::close);
    }
}
