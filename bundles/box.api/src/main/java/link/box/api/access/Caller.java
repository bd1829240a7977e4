package link.box.api.access;

/**
 * Who is asking, known by a valid session. The gate sets it as request attribute {@link #ATTRIBUTE}.
 *
 * @param id stable id of the user
 * @param name what people call the user
 * @param admin may administer the Box
 */
public record Caller(String id, String name, boolean admin) {
    /** Name of the request attribute that holds the value; absent when nobody is logged in. */
    public static final String ATTRIBUTE = "link.box.caller";
}
