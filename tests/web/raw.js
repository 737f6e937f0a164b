// The database without the app's code: to prepare it, to look at it, and to make the browser misbehave.

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const complete = (tx) =>
  new Promise((resolve, reject) => {
    tx.oncomplete = resolve;
    tx.onabort = () => reject(tx.error);
  });

const open = (name, version, upgrade) => {
  const request = indexedDB.open(name, version);
  if (upgrade) request.onupgradeneeded = () => upgrade(request.result);
  return settled(request);
};

// Creates a database of `version` from {store: [[key, value], …]}.
export async function fill(name, version, json) {
  const content = JSON.parse(json);
  const db = await open(name, version, (db) => Object.keys(content).forEach((store) => db.createObjectStore(store)));
  const tx = db.transaction(Object.keys(content), "readwrite");
  for (const [store, records] of Object.entries(content)) {
    for (const [key, value] of records) tx.objectStore(store).put(value, key);
  }
  await complete(tx);
  db.close();
}

// Puts one value (given as JSON) into an existing database.
export async function put(name, store, key, json) {
  const db = await open(name);
  const tx = db.transaction(store, "readwrite");
  tx.objectStore(store).put(JSON.parse(json), key);
  await complete(tx);
  db.close();
}

// {version, stores: {store: [[key, value], …]}} as JSON.
export async function dump(name) {
  const db = await open(name);
  const stores = {};
  for (const store of db.objectStoreNames) {
    const tx = db.transaction(store);
    const keys = tx.objectStore(store).getAllKeys();
    const values = tx.objectStore(store).getAll();
    await complete(tx);
    stores[store] = keys.result.map((key, index) => [key, values.result[index]]);
  }
  const version = db.version;
  db.close();
  return JSON.stringify({ version, stores });
}

// Raises the version, as a newer app in another tab does, as soon as everybody has let go.
export async function upgrade(name, version) {
  (await open(name, version, () => {})).close();
}

// The same, and fails if somebody holds on to the database. A second is granted: closing waits for transactions.
export async function upgrade_at_once(name, version) {
  const request = indexedDB.open(name, version);
  const held = new Promise((_, reject) => {
    request.onblocked = () => setTimeout(reject, 1000, new Error(`somebody holds ${name}`));
  });
  (await Promise.race([settled(request), held])).close();
}

export async function remove(name) {
  await settled(indexedDB.deleteDatabase(name));
}

// Starts to delete and does not wait.
export function start_to_remove(name) {
  indexedDB.deleteDatabase(name);
}

// A connection that lets nobody else upgrade or delete.
export const hold = (name) => open(name);
export const release = (db) => db.close();

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// The rest makes the browser misbehave; each returns the function that ends it.

const replace = (object, name, make) => {
  const old = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { ...make(old), configurable: true });
  return () => Object.defineProperty(object, name, old);
};

const replace_method = (object, name, make) => replace(object, name, (old) => ({ value: make(old.value) }));

export const without_indexed_db = () => replace(window, "indexedDB", () => ({ get: () => undefined }));

export const refusing_indexed_db = () =>
  replace(window, "indexedDB", () => ({
    get: () => {
      throw new DOMException("denied", "SecurityError");
    },
  }));

export const refusing_to_open = () =>
  replace_method(IDBFactory.prototype, "open", () => () => {
    throw new DOMException("denied", "SecurityError");
  });

// Opens every database one version higher than asked for: today's app as a later one.
export const opening_one_higher = () =>
  replace_method(
    IDBFactory.prototype,
    "open",
    (original) =>
      function (name, version) {
        return original.call(this, name, version === undefined ? undefined : version + 1);
      },
  );

// The next `times` transactions cannot be begun.
export const losing_transactions = (times) =>
  replace_method(
    IDBDatabase.prototype,
    "transaction",
    (original) =>
      function (...args) {
        if (times-- > 0) throw new DOMException("the connection is closing", "InvalidStateError");
        return original.apply(this, args);
      },
  );

// The next `times` commits end in an abort for the named reason, all requests having succeeded; so does a full disk.
export const aborting_commits = (times, reason) => {
  const failed = new WeakSet();
  const ends = [
    replace_method(
      IDBTransaction.prototype,
      "commit",
      (original) =>
        function () {
          if (times-- <= 0) return original.call(this);
          failed.add(this);
          this.abort();
        },
    ),
    replace(IDBTransaction.prototype, "error", (old) => ({
      get() {
        return failed.has(this) ? new DOMException("stub", reason) : old.get.call(this);
      },
    })),
  ];
  return () => ends.forEach((end) => end());
};

// The transaction seen last.
let last;

// What the browser does to a transaction when the page or its storage goes away.
export function abort_last() {
  last.abort();
}

// Writes down mode and durability of every transaction into `seen`, and the connection into `connections`.
export const watching_transactions = (seen, connections) =>
  replace_method(
    IDBDatabase.prototype,
    "transaction",
    (original) =>
      function (...args) {
        const tx = original.apply(this, args);
        last = tx;
        seen.push(`${tx.mode} ${tx.durability}`);
        connections.push(this);
        return tx;
      },
  );

// What the browser does to a connection when it loses its database.
export function break_connection(db) {
  db.close();
  db.dispatchEvent(new Event("close"));
}
