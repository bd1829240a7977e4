package link.box.nat.igd;

import java.io.IOException;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import link.box.nat.igd.Description.Connection;
import link.box.nat.router.Deadline;
import link.box.nat.router.Question;
import link.box.nat.router.Router;
import link.box.nat.router.Told;

/** UPnP Internet Gateway Device: finds the router's description, and in it the service that tells its address; changes nothing. */
public final class Igd implements Question {
    private static final int DESCRIPTION = 65_536;
    private static final int ANSWER = 8192;
    private static final String ACTION = "GetExternalIPAddress";
    private static final String BODY = """
            <?xml version="1.0"?>
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">\
            <s:Body><u:%s xmlns:u="%s"/></s:Body></s:Envelope>
            """;

    private final Search search;

    /** At the router's usual port. */
    public Igd() {
        this(Search.PORT);
    }

    Igd(int port) {
        this.search = new Search(port);
    }

    @Override
    public String protocol() {
        return "UPnP IGD";
    }

    @Override
    public Inet4Address ask(Router router, Deadline deadline) throws IOException {
        Place place = search.find(router, deadline);
        Http http = new Http(router, deadline);
        Description description = Description.of(http.get(place, DESCRIPTION));
        Place base = description.base().flatMap(text -> Place.of(router, text)).orElse(place);
        IOException failure = new IOException("it describes no connection to the Internet");
        for (Connection each : description.connections()) {
            try {
                Place control = base.resolve(router, each.control()).orElseThrow(() -> new IOException("its description leads elsewhere"));
                return ask(http, control, each.type());
            } catch (IOException e) {
                failure = e; // a router with two ways outside may have one that is down
            }
        }
        throw failure;
    }

    private static Inet4Address ask(Http http, Place control, String type) throws IOException {
        byte[] answer = http.post(control, type + "#" + ACTION, BODY.formatted(ACTION, type), ANSWER);
        List<String> told = new ArrayList<>();
        Xml.read(answer, Set.of("NewExternalIPAddress"), (element, text) -> told.add(text));
        return Told.address(told.isEmpty() ? "" : told.get(0));
    }
}
