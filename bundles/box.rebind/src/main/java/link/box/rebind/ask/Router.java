package link.box.rebind.ask;

/** Kinds of routers and resolvers whose protection is known. */
public enum Router { FRITZBOX, DNSMASQ, UNBOUND, PIHOLE }
