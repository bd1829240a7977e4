package link.box.api.net;

/**
 * Something between the Box and the Internet answers in the place of servers until a person has logged in (RFC 8952): a fact while it is
 * seen. No server can be asked meanwhile, and what fails is no fault of theirs.
 *
 * @param where the host that it sends people to, or who it was that did not answer itself; for people
 */
public record CaptivePortal(String where) {
}
