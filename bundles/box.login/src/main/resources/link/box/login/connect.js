// what the app wants stands in the fragment; it goes into the query of this Box's own page and nowhere else
location.replace('/oauth/authorize?' + location.hash.slice(1));
