package link.box.rebind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A resolver as a router may have it, on 127.0.0.1:5300, that forwards box.test to 127.0.0.1:5301. */
enum RebinderResolver {
    UNBOUND("unbound"), DNSMASQ("dnsmasq"), KNOT("kresd"), RECURSOR("pdns_recursor"), BIND("named");

    /** What it does with private addresses. */
    enum Mode { PASSES, BLOCKS, EXEMPTS }

    final String program;

    RebinderResolver(String program) {
        this.program = program;
    }

    /** Writes what it needs; returns the command that runs it in the foreground. */
    List<String> command(Path home, Mode mode) throws IOException {
        boolean blocks = mode != Mode.PASSES;
        boolean exempts = mode == Mode.EXEMPTS;
        return switch (this) {
            case UNBOUND -> {
                Path file = write(home, "unbound.conf", """
                        server:
                          interface: 127.0.0.1
                          port: 5300
                          chroot: ""
                          username: ""
                          directory: "%s"
                          pidfile: ""
                          use-syslog: no
                          do-not-query-localhost: no
                          module-config: "iterator"
                          local-zone: "test." nodefault
                        %s%sstub-zone:
                          name: "box.test"
                          stub-addr: 127.0.0.1@5301
                        """.formatted(home, blocks ? "  private-address: 192.168.0.0/16\n" : "", exempts ? "  private-domain: \"box.test\"\n" : ""));
                yield List.of(program, "-d", "-c", file.toString());
            }
            case DNSMASQ -> {
                List<String> command = new ArrayList<>(List.of(program, "--keep-in-foreground", "--conf-file=/dev/null", "--no-resolv", "--no-hosts",
                        "--port=5300", "--user=root", "--listen-address=127.0.0.1", "--bind-interfaces", "--pid-file=",
                        "--server=/box.test/127.0.0.1#5301"));
                if (blocks) {
                    command.add("--stop-dns-rebind");
                }
                if (exempts) {
                    command.add("--rebind-domain-ok=/box.test/");
                }
                yield command;
            }
            case KNOT -> {
                Path file = write(home, "kresd.conf", """
                        net.listen('127.0.0.1', 5300)
                        modules.unload('ta_signal_query')
                        trust_anchors.remove('.')
                        cache.size = 10 * MB
                        modules.load('policy')
                        %s
                        policy.add(policy.suffix(policy.STUB('127.0.0.1@5301'), {todname('box.test.')}))
                        """.formatted(blocks ? "modules.load('rebinding < iterate')" : ""));
                yield List.of(program, "-n", "-c", file.toString(), home.toString());
            }
            case RECURSOR -> {
                Path rpz = write(home, "rpz.zone", "$TTL 60\n@ SOA rpz. rpz. 1 60 60 60 60\n@ NS rpz.\n"
                        + (exempts ? "*.box.test CNAME rpz-passthru.\n" : "") + "16.0.0.168.192.rpz-ip CNAME *.\n");
                write(home, "rpz.lua", "rpzFile(\"" + rpz + "\", {policyName=\"rebind\"})\n");
                write(home, "recursor.conf", """
                        local-address=127.0.0.1
                        local-port=5300
                        forward-zones=box.test=127.0.0.1:5301
                        dont-query=
                        dnssec=off
                        socket-dir=%s
                        daemon=no
                        hint-file=no
                        security-poll-suffix=
                        %s
                        """.formatted(home, blocks ? "lua-config-file=" + home.resolve("rpz.lua") : ""));
                yield List.of(program, "--config-dir=" + home, "--setuid=0", "--setgid=0");
            }
            case BIND -> {
                Path file = write(home, "named.conf", """
                        options {
                          directory "%s"; pid-file none; session-keyfile none; managed-keys-directory "%1$s";
                          listen-on port 5300 { 127.0.0.1; }; listen-on-v6 { none; };
                          recursion yes; dnssec-validation no; empty-zones-enable no;
                          %s
                        };
                        controls { };
                        zone "box.test" { type forward; forward only; forwarders { 127.0.0.1 port 5301; }; };
                        """.formatted(home, !blocks ? "" : "deny-answer-addresses { 192.168.0.0/16; }"
                        + (exempts ? " except-from { \"box.test\"; };" : ";")));
                yield List.of("/usr/sbin/named", "-g", "-c", file.toString());
            }
        };
    }

    private static Path write(Path home, String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text);
    }
}
