package link.box.login.oauth;

/**
 * Tokens on their way to an app: in no log, and on no disk.
 *
 * @param refreshSeconds until when the refresh token has to be used
 */
record Issued(String access, String refresh, long refreshSeconds, Grant grant, Family family) {
    @Override
    public String toString() {
        return "tokens of " + grant.client();
    }
}
