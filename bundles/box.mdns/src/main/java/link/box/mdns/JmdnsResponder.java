package link.box.mdns;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.jmdns.ServiceInfo;

/**
 * JmDNS on one interface. It renames itself when another host has the name, but its services go on leading to the old one: so they are
 * announced anew. Its threads are its own, three or four of them (docs/adr/016).
 */
final class JmdnsResponder implements Responder {
    private static final String BOX = "_box._tcp.local.";
    private static final String HTTPS = "_https._tcp.local.";

    private final BoundedJmdns jmdns;
    private Offer told;
    private List<ServiceInfo> services = List.of();

    JmdnsResponder(InetAddress address, String label) throws IOException {
        // with a name of its own, or JmDNS asks a DNS server that may not be there for one
        this.jmdns = new BoundedJmdns(InetAddress.getByAddress(label, address.getAddress()), label);
    }

    @Override
    public String host() {
        return jmdns.getHostName().replaceFirst("\\.$", "");
    }

    @Override
    public void tell(Offer offer) throws IOException {
        if (offer.equals(told)) {
            return;
        }
        if (offer.differsInTextOnly(told)) {
            services.forEach(each -> each.setText(text(each.getType(), offer)));
        } else {
            announce(offer);
        }
        told = offer;
    }

    private void announce(Offer offer) throws IOException {
        jmdns.unregisterAllServices();
        services = List.of(service(BOX, offer), service(HTTPS, offer));
        for (ServiceInfo each : services) {
            jmdns.registerService(each);
        }
    }

    private static ServiceInfo service(String type, Offer offer) {
        return ServiceInfo.create(type, offer.instance(), offer.port(), 0, 0, text(type, offer));
    }

    private static Map<String, String> text(String type, Offer offer) {
        Map<String, String> text = new HashMap<>(offer.text());
        if (type.equals(BOX)) {
            text.put("v", "1");
        }
        return text;
    }

    @Override
    public void leave() {
        jmdns.hush();
        close();
    }

    @Override
    public void close() {
        jmdns.close();
    }
}
