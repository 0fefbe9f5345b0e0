"""The plain ways to opt out and in, English and Spanish, in the notation of `phrases.py`."""

from __future__ import annotations

from typing import Final

from intents.rules.consent_words import (
    ALL_THESE,
    APAGUEN,
    DEJEN_DE,
    DO_NOT,
    ESCRIBAN,
    ESCRIBIR,
    LIST,
    LISTA,
    MANDEN,
    ME,
    MY_NUMBER,
    PESTERING,
    QUITEN,
    QUITENME,
    REMOVE,
    SENDING,
    STOP,
    TEXTS,
    WRITE,
)
from intents.rules.phrases import listed

_STOP_TEXTING: Final = f"""
    {STOP} (it) {SENDING} {ALL_THESE} {TEXTS}, {STOP} {PESTERING},
    stop sending me this/these/stuff/things/crap, quit text, {STOP} con/los/las (los/las/esos) {TEXTS},
    stop con/mandando/enviando/escribiendo, no more/further {TEXTS}, cease all, no more of these/this,
    enough with/w/of/con (the/these/your/los) {TEXTS}/buzzing, blowing up my phone,
    turn/shut/switch these/those (all) off, turn/shut/switch {ALL_THESE} {TEXTS} off, turn/shut off these,
    make (all) these/them/the (dings/texts/messages/notifications) stop/go_away, leave me alone,
    leave me the fuck/hell alone, fuck/fck/f/piss off, sick/tired of {ALL_THESE} {TEXTS},
    knock/cut it off/out with the {TEXTS},
    done/finished getting/receiving/with/w (the/your/ur) these/{TEXTS}, still getting these,
    refrain from sending
"""
_DO_NOT_TEXT: Final = f"""
    {DO_NOT} (ever) {WRITE} {ME}, {DO_NOT} send (me/us/them) .. {TEXTS},
    {DO_NOT} send me/us/them these/anything/any,
    dont/do_not/dnt/no_longer/never/not/no (ever) want/need/like/wish/wishing (to) (get/receive/be_getting)
    (any) (more) (of) {ALL_THESE} {TEXTS}, no longer wish/want to receive,
    not interested in (any/these/your) {TEXTS}, dont want to hear from, no {TEXTS} please/ever
"""
_OFF_THE_LIST: Final = f"""
    unsubscribe, unsub, unsubcribe, unsuscribe, un subscribe, opt (me/us) out, opting (me/us) out, unenroll,
    disenroll, {REMOVE} {MY_NUMBER}, lose/forget my/this number/phone/cell,
    {REMOVE} .. from (your/ur/the/this) (text/texting) {LIST}, take/get/pull/scratch {MY_NUMBER} off,
    take/get/drop .. off/from/out_of/off_of (your/ur/the/this/these/whatever) (text/texting) {LIST},
    do not call/contact/text list/registry,
    want/be/wants off/out_of (of) this/the/these/your/ur (texting/text) {LIST}, want out/off of this/these
"""
_NO_CONSENT: Final = """
    revoke/revoking/withdraw/withdrawing .. consent/permission/authorization,
    consent (is) revoked/withdrawn, dont/do_not/didnt/did_not/not/never consent/consented/consenting,
    never agreed to, didnt/did_not/never sign/signed up,
    never/dont/do_not gave/give/have .. permission/consent, tcpa,
    revoco/retiro/no_doy/no_di .. consentimiento/permiso, no autorizo que, no autorizo el uso
"""
_NO_MANDEN: Final = f"""
    no (me/nos/le) {MANDEN} (ya) (mas/nada/ningun/otro/sus/estos/esos/los) (mas/de/tantos)
    {TEXTS}/nada/esto, no (me/nos/le) {MANDEN} mas, no me/nos/le {ESCRIBAN}, ya no {ESCRIBAN}/{MANDEN},
    no {ESCRIBAN} mas, nunca (mas) me {ESCRIBAN}/{MANDEN},
    no (me/nos/le) (vuelvan/vuelva/vuelvas) a mandar*/escrib*/textear*/contactar*/molestar*/enviar*,
    ya no me/nos/le {ESCRIBAN}/{MANDEN}, no sigan mandando/escribiendo/enviando, no mas {TEXTS},
    nomas mensajes, nunca mas un {TEXTS}, ni un {TEXTS} mas
"""
_DEJEN: Final = f"""
    {DEJEN_DE} de {ESCRIBIR}, {DEJEN_DE} (ya) de/con (los/tantos/tanto/mas/sus) {TEXTS}, alto a los {TEXTS},
    parenle (ya) (a/con) (los/su/sus) {TEXTS}/eso,
    dejenme/dejeme/dejame en_paz/tranquila/tranquilo/quieto/quieta,
    {APAGUEN} (ya) (los/las/sus/estos/esas/esos/estas) {TEXTS}, ya estuvo (bueno) con/de (los/tanto) {TEXTS}
"""
_NO_QUIERO: Final = f"""
    no quiero/deseo/kiero/necesito/ocupo (ya) (que_me_lleguen/que_me_manden/recibir)
    (mas/nada/ningun/sus/los/estos) (mas/de) {TEXTS}, no quiero/deseo recibir mas/nada/esto,
    no quiero que me/nos esten/sigan/escriban/manden/contacten/avisen, no me interesa recibir,
    no quiero saber nada/mas de ustedes, no deseo ser contactado/contactada,
    quiero salir/salirme de la/estos/esta lista/{TEXTS}
"""
_DE_BAJA: Final = f"""
    dar/darme/dame/denme/deme/me_den/quiero (me) (la/de/dar/darme) (de) baja, baja definitiva, desuscri*,
    {QUITEN}/olviden/retiren {MY_NUMBER}/mis_datos,
    {QUITENME} (ya) de (la/su/esa/esta/este/sus/tu/your) (texting) {LISTA}, anular/cancelar suscripcion
"""
_OTHER_TONGUES: Final = """
    keine sms/nachrichten, arretez de, ne menvoyez, pare de me, nao quero mais, nao me mande/mandem/enviem,
    sispann voye, 不要再发短信给我, хватит мне писать
"""
OPT_OUTS: Final = listed(
    _STOP_TEXTING,
    _DO_NOT_TEXT,
    _OFF_THE_LIST,
    _NO_CONSENT,
    _NO_MANDEN,
    _DEJEN,
    _NO_QUIERO,
    _DE_BAJA,
    _OTHER_TONGUES,
)
OPT_INS: Final = f"""
    opt/opting (me/us) (back) in, optin, resubscribe*, re subscribe, unstop, sign me (back) up,
    start texting/messaging, start sending (me) (the/your) {TEXTS},
    turn/switch (the/my/your) {TEXTS} (back) on, turn/switch {TEXTS}/them/it/these back on,
    can/may/pueden text me again, resume (the/my/your) (delivery) {TEXTS}, add me back, put me back on,
    want/need/miss (the/your/my/those) (delivery) {TEXTS} back/again, subscribe me,
    undo (my/the/that) stop/opt_out, un block me,
    vuelvan/vuelve/vuelva/volver a escrib*/textear*/avisar*/texting,
    vuelvan/vuelve/vuelva a mandar*/enviar* .. {TEXTS}, quiero (volver_a) recibir (los/sus/mis) {TEXTS},
    activ*/reactiv* (los/mis/las/sus) {TEXTS}, reactivenme, prendan (los/las) {TEXTS}, suscrib*,
    denme/dame/deme/darme de alta, quiero (los/sus/mis) {TEXTS} otra_vez/de_nuevo/de_vuelta/again/back
"""
