package link.box.lab.resolver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Simon Kelley's dnsmasq, which most home routers run. @param options words of its command line */
record DnsmasqRecipe(String... options) implements Recipe {
    @Override
    public String program() {
        return "dnsmasq";
    }

    @Override
    public List<String> write(Path home, int port, Upstream upstream) {
        List<String> command = new ArrayList<>(List.of(program(), "--keep-in-foreground", "--conf-file=/dev/null", "--port=" + port,
                "--listen-address=127.0.0.1", "--bind-interfaces", "--no-resolv", "--no-hosts", "--user=root", "--cache-size=10000",
                "--pid-file=" + home.resolve("dnsmasq.pid"), "--log-facility=" + home.resolve("dnsmasq.messages"),
                "--server=/" + upstream.zone() + "/" + upstream.host() + "#" + upstream.port()));
        command.addAll(List.of(options));
        return command;
    }
}
