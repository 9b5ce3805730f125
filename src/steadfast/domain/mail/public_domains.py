"""Domains at which everybody can have an address: it tells nothing of whose mail it is."""

NAMES = """
    gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.de hotmail.fr live.com live.co.uk
    msn.com yahoo.com yahoo.co.uk yahoo.de yahoo.fr ymail.com rocketmail.com aol.com icloud.com me.com mac.com
    proton.me protonmail.com pm.me tutanota.com tuta.io tuta.com fastmail.com fastmail.fm hey.com zoho.com gmx.com
    gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de arcor.de mail.de posteo.de mailbox.org orange.fr
    wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it tin.it mail.ru yandex.ru yandex.com
    bk.ru inbox.ru list.ru qq.com 163.com 126.com sina.com naver.com daum.net hanmail.net btinternet.com sky.com
    talktalk.net virginmedia.com ntlworld.com blueyonder.co.uk comcast.net verizon.net att.net sbcglobal.net
    cox.net charter.net bellsouth.net earthlink.net shaw.ca rogers.com sympatico.ca bigpond.com optusnet.com.au
    telstra.com xtra.co.nz bluewin.ch telenet.be skynet.be ziggo.nl kpnmail.nl hetnet.nl planet.nl home.nl
    seznam.cz centrum.cz wp.pl o2.pl onet.pl interia.pl abv.bg ukr.net terra.com.br uol.com.br bol.com.br
"""
PUBLIC = frozenset(NAMES.split())


def is_public(domain: str) -> bool:
    """Tell whether anybody can have an address there."""
    return domain in PUBLIC
