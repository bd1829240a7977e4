package link.box.nat.igd;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a router's pages look like. */
final class Pages {
    static final String IP = "urn:schemas-upnp-org:service:WANIPConnection:1";
    static final String PPP = "urn:schemas-upnp-org:service:WANPPPConnection:1";

    private Pages() {
    }

    static String description(String... typesAndControls) {
        StringBuilder services = new StringBuilder(service("urn:schemas-upnp-org:service:Layer3Forwarding:1", "/l3"));
        for (int i = 0; i < typesAndControls.length; i += 2) {
            services.append(service(typesAndControls[i], typesAndControls[i + 1]));
        }
        return "<?xml version=\"1.0\"?>\n<root xmlns=\"urn:schemas-upnp-org:device-1-0\"><specVersion><major>1</major></specVersion>"
                + "<device><friendlyName>A &amp; B</friendlyName><serviceList>" + services + "</serviceList></device></root>\n";
    }

    private static String service(String type, String control) {
        return "<service><serviceType>" + type + "</serviceType><serviceId>x</serviceId><controlURL> " + control
                + " </controlURL><SCPDURL>/x.xml</SCPDURL></service>";
    }

    static String told(String address) {
        return "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                + "<u:GetExternalIPAddressResponse xmlns:u=\"" + IP + "\"><NewExternalIPAddress>" + address
                + "</NewExternalIPAddress></u:GetExternalIPAddressResponse></s:Body></s:Envelope>";
    }

    /** A usual router, with this description, that tells this address. */
    static ScriptedIgd.Script router(String description, String address) {
        return (request, to) -> send(to, ok(request.startsWith("GET") ? description : told(address)));
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    static void send(Socket to, String whole) throws IOException {
        to.getOutputStream().write(whole.getBytes(StandardCharsets.ISO_8859_1));
        to.getOutputStream().flush();
    }
}
